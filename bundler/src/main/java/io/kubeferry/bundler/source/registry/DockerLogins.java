package io.kubeferry.bundler.source.registry;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.CredentialRetriever;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import io.kubeferry.bundler.source.http.Secret;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Credentials as {@code docker login} and {@code podman login} leave them, and from the credential helpers that those
 * files name; found by Jib.
 */
public final class DockerLogins implements Logins {
    private final List<Path> configFiles;

    private DockerLogins(List<Path> configFiles) {
        this.configFiles = configFiles;
    }

    /** The places that docker and podman use, in their order. */
    public static DockerLogins of(Map<String, String> environment, Path userHome) {
        Path docker = Optional.ofNullable(environment.get("DOCKER_CONFIG"))
                .map(Path::of)
                .orElse(userHome.resolve(".docker"))
                .resolve("config.json");
        Optional<Path> podman = Optional.ofNullable(environment.get("XDG_RUNTIME_DIR"))
                .map(folder -> Path.of(folder, "containers", "auth.json"));
        return new DockerLogins(podman.map(file -> List.of(docker, file)).orElse(List.of(docker)));
    }

    @Override
    public Optional<Login> of(String registryHost, String repository) {
        ImageReference image = ImageReference.of(registryHost, repository, "latest");
        CredentialRetrieverFactory factory = CredentialRetrieverFactory.forImage(image, event -> {});
        for (Path file : configFiles) {
            Optional<Credential> found = retrieve(registryHost, file, factory.dockerConfig(file));
            if (found.isPresent()) {
                return found.map(each ->
                        new Login(each.getUsername(), new Secret(each.getPassword()), each.isOAuth2RefreshToken()));
            }
        }
        return Optional.empty();
    }

    private static Optional<Credential> retrieve(String host, Path file, CredentialRetriever retriever) {
        try {
            return retriever.retrieve();
        } catch (CredentialRetrievalException e) {
            throw Failure.of(
                    ExitCode.SOURCE_UNAVAILABLE,
                    host,
                    "the credentials in " + file + " cannot be used: " + e.getMessage(),
                    "run 'docker login " + host + "' again, or correct the file",
                    e);
        }
    }
}
