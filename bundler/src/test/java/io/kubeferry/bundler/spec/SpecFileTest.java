package io.kubeferry.bundler.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.bundler.Golden;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.image.Platform;
import io.kubeferry.manifests.kubernetes.ImagePlaces;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecFileTest {
    @TempDir
    Path folder;

    private Path file(String name) throws IOException {
        try (InputStream resource = SpecFileTest.class.getResourceAsStream(name)) {
            return Files.write(folder.resolve("bundle.yaml"), resource.readAllBytes());
        }
    }

    private Failure refused(Path file) {
        Failure failure = assertThrows(Failure.class, () -> SpecFile.read(file));
        assertEquals(ExitCode.INVALID_INPUT, failure.exitCode());
        return failure;
    }

    @Test
    void readsEverythingThatADocumentMaySay() throws IOException {
        for (String name : new String[] {"corp.pem", "client.pem", "client.key"}) {
            Files.writeString(folder.resolve(name), "PEM");
        }
        Files.createDirectory(folder.resolve("our"));
        Files.createDirectories(folder.resolve("shop/web"));
        for (String manifest : List.of("shop/web/b.yaml", "shop/web/a b.yaml", "shop/last.yml", "shop/README.md")) {
            Files.writeString(folder.resolve(manifest), "kind: List");
        }

        Spec spec = SpecFile.read(file("full.yaml"));

        assertEquals("edge", spec.name());
        assertEquals("2026.11.0", spec.version());
        assertEquals(List.of(Platform.parse("linux/amd64"), Platform.parse("linux/arm64")), spec.platforms());
        assertEquals("v1.36.3", spec.kubernetes().version().toString());
        assertEquals(
                Map.of("containerd", "2.3.4", "runc", "v1.4.3"),
                spec.kubernetes().tools());
        assertEquals(Optional.of("v0.28.9"), spec.network().version());
        assertEquals(
                Map.of("haproxy", "2.8", "keepalived", "2.0.20"),
                spec.loadBalancer().orElseThrow().tags());
        assertEquals(
                List.of(
                        new AddonChoice.Catalogued("metrics-server", Optional.of("v0.9.0")),
                        new AddonChoice.Catalogued("dashboard", Optional.empty()),
                        new AddonChoice.Catalogued("ingress-nginx", Optional.of("v1.13.0"))),
                spec.addons().subList(0, 3));
        AddonChoice.Own shop = (AddonChoice.Own) spec.addons().get(3);
        assertEquals(
                List.of(
                        "file:shop/web/a%20b.yaml",
                        "file:shop/web/b.yaml", "file:shop/last.yml", "https://example.com/own.yaml"),
                shop.manifests().stream().map(each -> each.origin().toString()).toList());
        assertEquals(
                Optional.of(folder.toAbsolutePath().resolve("shop/web/a b.yaml")),
                shop.manifests().get(0).file());
        assertEquals(new ImagePlaces(Map.of("Prometheus", List.of("spec.image")), List.of("--image=")), shop.places());
        assertEquals("[docker.io/library/nginx:1.29]", spec.images().toString());
        assertEquals("tools/jq", spec.files().get(0).path());
        assertEquals(
                "https://mirror.corp:5000/k8s",
                spec.sources()
                        .registries()
                        .get("registry.k8s.io")
                        .mirror()
                        .orElseThrow()
                        .toString());
        assertEquals(
                folder.resolve("corp.pem").toAbsolutePath(),
                spec.sources()
                        .registries()
                        .get("registry.k8s.io")
                        .tls()
                        .caFile()
                        .orElseThrow());
        assertEquals(
                Optional.of(folder.resolve("our").toAbsolutePath()),
                spec.sources().catalogue());
        assertEquals(
                "https://mirror.corp/hub",
                spec.sources()
                        .registries()
                        .get("docker.io/library")
                        .mirror()
                        .orElseThrow()
                        .toString());
        assertEquals(
                folder.resolve("client.key").toAbsolutePath(),
                spec.sources().hosts().get("files.corp").client().orElseThrow().keyFile());
        assertEquals(
                Optional.of(folder.resolve("corp.pem").toAbsolutePath()),
                spec.sources().caFile());
        assertEquals(
                "http://proxy.corp:3128 except [10.0.0.0/8, .corp]",
                spec.sources().proxy().orElseThrow().toString());
    }

    /** The golden text is what an operator sees. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "wrong-keys",
                "wrong-values",
                "wrong-addons",
                "wrong-files",
                "wrong-sources",
                "wrong-proxy",
                "repeated",
                "not-yaml"
            })
    void saysAllProblemsAtOnceWithTheirPlaces(String name) throws IOException {
        Files.writeString(folder.resolve("here.yaml"), "kind: List");
        Path file = file(name + ".yaml");

        String message = refused(file).getMessage().replace(folder + "/", "");

        Golden.assertSame(SpecFileTest.class, name + ".txt", message + "\n");
    }

    @Test
    void meansNoLoadBalancerByNoneAndByAbsence() throws IOException {
        String minimal = Files.readString(file("minimal.yaml"));
        assertEquals(
                Optional.empty(), SpecFile.read(folder.resolve("bundle.yaml")).loadBalancer());

        Path none = Files.writeString(folder.resolve("none.yaml"), minimal + "  loadBalancer: {none: {}}\n");
        assertEquals(Optional.empty(), SpecFile.read(none).loadBalancer());

        Path haproxy = Files.writeString(folder.resolve("haproxy.yaml"), minimal + "  loadBalancer: {haproxy: {}}\n");
        assertTrue(SpecFile.read(haproxy).loadBalancer().isPresent());
    }

    @Test
    void saysThatTheFileIsNotThere() {
        Failure failure = assertThrows(Failure.class, () -> SpecFile.read(folder.resolve("absent.yaml")));

        assertEquals(ExitCode.USAGE, failure.exitCode());
    }
}
