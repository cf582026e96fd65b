package io.kubeferry.bundler.source.registry;

import io.kubeferry.bundler.spec.Sources;
import io.kubeferry.manifests.image.ImageReference;
import java.net.URI;
import java.util.Optional;

/**
 * Where an image's repository is really asked for.
 *
 * @param host with the port where it is not the scheme's
 * @param repository as this host calls it
 */
public record RegistryAddress(String scheme, String host, String repository) {
    private static final String DOCKER_HUB = "docker.io";
    private static final String DOCKER_HUB_REGISTRY = "registry-1.docker.io";

    /** The upstream registry, or the mirror that the sources name for it. */
    static RegistryAddress of(ImageReference image, Sources sources) {
        Optional<String> name = sources.registryOf(image);
        return name.flatMap(each -> sources.registries().get(each).mirror())
                .map(mirror ->
                        new RegistryAddress(mirror.scheme(), mirror.host(), mirror.repository(rest(image, name.get()))))
                .orElseGet(() -> new RegistryAddress("https", hostOf(image.registry()), image.repository()));
    }

    private static String rest(ImageReference image, String name) {
        String whole = image.registry() + "/" + image.repository();
        return whole.equals(name) ? "" : whole.substring(name.length() + 1);
    }

    /** The host that serves an upstream registry's API. */
    public static String hostOf(String registry) {
        return registry.equals(DOCKER_HUB) ? DOCKER_HUB_REGISTRY : registry;
    }

    /** An endpoint of the OCI distribution specification: {@code /v2/<repository>/<kind>/<reference>}. */
    URI endpoint(String kind, String reference) {
        return URI.create(scheme + "://" + host + "/v2/" + repository + "/" + kind + "/" + reference);
    }
}
