package io.kubeferry.bundler.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kubeferry.bundler.spec.Mirror;
import io.kubeferry.bundler.spec.Sources;
import io.kubeferry.bundler.spec.Sources.RegistryRoute;
import io.kubeferry.manifests.image.ImageReference;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegistryAddressTest {
    private static String of(String image, String mirror) {
        Map<String, RegistryRoute> routes = mirror.isEmpty()
                ? Map.of()
                : Map.of("registry.k8s.io", new RegistryRoute(Optional.of(Mirror.parse(mirror)), Optional.empty()));
        Sources sources = new Sources(routes, Map.of(), Optional.empty());
        return RegistryAddress.of(ImageReference.parse(image), sources)
                .endpoint("manifests", "1")
                .toString();
    }

    @Test
    void asksUpstreamOverHttps() {
        assertEquals("https://registry.k8s.io/v2/pause/manifests/1", of("registry.k8s.io/pause:1", ""));
    }

    @Test
    void knowsWhereDockerHubIsServed() {
        assertEquals("https://registry-1.docker.io/v2/library/nginx/manifests/1", of("nginx:1", ""));
    }

    @Test
    void asksAMirrorOverHttpsUnlessToldOtherwise() {
        assertEquals(
                "https://mirror.corp:5000/v2/k8s/pause/manifests/1",
                of("registry.k8s.io/pause:1", "mirror.corp:5000/k8s"));
        assertEquals(
                "http://127.0.0.1:5000/v2/pause/manifests/1", of("registry.k8s.io/pause:1", "http://127.0.0.1:5000"));
    }
}
