package io.kubeferry.bundler.source.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kubeferry.bundler.spec.Mirror;
import io.kubeferry.bundler.spec.Sources;
import io.kubeferry.bundler.spec.Sources.RegistryRoute;
import io.kubeferry.bundler.spec.TlsFiles;
import io.kubeferry.manifests.image.ImageReference;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegistryAddressTest {
    private static String of(String image, String mirror) {
        Map<String, RegistryRoute> routes = mirror.isEmpty()
                ? Map.of()
                : Map.of("registry.k8s.io", new RegistryRoute(Optional.of(Mirror.parse(mirror)), TlsFiles.none()));
        return of(image, routes);
    }

    private static String of(String image, Map<String, RegistryRoute> routes) {
        return RegistryAddress.of(ImageReference.parse(image), Sources.through(routes, Map.of()))
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

    @Test
    void takesTheLongestNameThatAnImageFallsUnder() {
        Map<String, RegistryRoute> routes = Map.of(
                "docker.io", route("a.corp/hub"),
                "docker.io/library", route("b.corp/official"),
                "docker.io/library/nginx", route("c.corp/web/nginx-copy"),
                "docker.io/direct", new RegistryRoute(Optional.empty(), TlsFiles.none()));

        assertEquals("https://a.corp/v2/hub/calico/node/manifests/1", of("docker.io/calico/node:1", routes));
        assertEquals("https://a.corp/v2/hub/librarymore/x/manifests/1", of("docker.io/librarymore/x:1", routes));
        assertEquals("https://b.corp/v2/official/redis/manifests/1", of("redis:1", routes));
        assertEquals("https://c.corp/v2/web/nginx-copy/manifests/1", of("nginx:1", routes));
        assertEquals("https://registry-1.docker.io/v2/direct/x/manifests/1", of("docker.io/direct/x:1", routes));
    }

    private static RegistryRoute route(String mirror) {
        return new RegistryRoute(Optional.of(Mirror.parse(mirror)), TlsFiles.none());
    }
}
