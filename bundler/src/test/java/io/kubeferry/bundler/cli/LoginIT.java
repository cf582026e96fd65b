package io.kubeferry.bundler.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kubeferry.bundler.source.retry.Pause;
import io.kubeferry.bundler.source.retry.RetryPolicy;
import io.kubeferry.bundler.source.upstream.Upstream;
import io.kubeferry.bundler.spec.Mirror;
import io.kubeferry.bundler.spec.Sources;
import io.kubeferry.bundler.spec.Sources.RegistryRoute;
import io.kubeferry.bundler.spec.TlsFiles;
import io.kubeferry.bundler.world.Distribution;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.image.ImageReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real registry that wants a user and a password. */
class LoginIT {
    @TempDir
    Path folder;

    @Test
    void logsInWithTheDockerConfiguration() throws Exception {
        assumeTrue(
                Distribution.binary().isPresent(), "skipped: no Distribution here (Debian's package docker-registry)");
        Path htpasswd = Files.writeString(folder.resolve("htpasswd"), bcryptLine());
        try (Distribution registry = Distribution.start(
                folder.resolve("registry"), "auth: {htpasswd: {realm: test, path: \"" + htpasswd + "\"}}")) {
            assertTrue(asked(registry).contains("none are known"));

            logIn(registry, "me:wrong");
            assertTrue(asked(registry).contains("401"));

            logIn(registry, "me:secret");
            assertTrue(asked(registry).contains("404"), "past the door, and there is no such image");
        }
    }

    private static String bcryptLine() {
        byte[] salt = "sixteen bytes 16".getBytes(StandardCharsets.US_ASCII);
        String hash = org.bouncycastle.crypto.generators.OpenBSDBCrypt.generate("2y", "secret".toCharArray(), salt, 5);
        return "me:" + hash + "\n";
    }

    private void logIn(Distribution registry, String login) throws Exception {
        String auth = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        Files.writeString(
                folder.resolve("config.json"),
                "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(registry.host(), auth));
    }

    private String asked(Distribution registry) throws Exception {
        Mirror mirror = Mirror.parse("http://" + registry.host());
        Sources sources = Sources.through(
                Map.of("registry.example.com", new RegistryRoute(Optional.of(mirror), TlsFiles.none())), Map.of());
        try (Upstream upstream = Upstream.open(
                sources,
                Map.of("DOCKER_CONFIG", folder.toString()),
                1,
                RetryPolicy.standard(),
                Pause.real(),
                (a, b, c) -> {})) {
            Failure failure = assertThrows(
                    Failure.class,
                    () -> upstream.images().manifest(ImageReference.parse("registry.example.com/absent:1")));
            assertEquals(20, failure.exitCode().number());
            return failure.getMessage();
        }
    }
}
