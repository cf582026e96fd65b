package io.kubeferry.bundler.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.bundler.lock.Lock.LockedInstaller;
import io.kubeferry.bundler.lock.Request.WantedImage;
import io.kubeferry.bundler.lock.Request.WantedNetwork;
import io.kubeferry.manifests.bundle.KubernetesComponent;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.image.Platform;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LockCheckTest {
    private final Lock lock = Locks.full();
    private final Request same = new Request(
            "edge",
            "1",
            List.of(Locks.AMD64),
            Optional.empty(),
            lock.kubernetes(),
            new WantedNetwork("flannel", "v0.28.9", Locks.MANIFEST_URL),
            lock.loadBalancer(),
            List.of(),
            List.of(),
            List.of(
                    file("kubelet", "v1.36.3", Optional.of(Locks.AMD64), "https://dl.k8s.io/kubelet?a=%22b%22"),
                    file("tools/jq", "", Optional.empty(), "https://example.com/jq")),
            List.of(new WantedImage(ImageReference.parse("registry.k8s.io/pause:3.10.2"), List.of("pause"))));

    private static WantedFile file(String name, String version, Optional<Platform> platform, String url) {
        return new WantedFile(name, version, platform, URI.create(url), Optional.empty(), Optional.empty());
    }

    private List<String> differences(Request request, LockedInstaller installer) {
        Failure failure =
                assertThrows(Failure.class, () -> LockCheck.requireSame("bundle.lock.yaml", lock, request, installer));
        assertEquals(ExitCode.INVALID_INPUT, failure.exitCode());
        return failure.problems().stream().map(each -> each.what()).toList();
    }

    @Test
    void saysEverythingThatTheSpecAsksForNow() {
        Request other = new Request(
                "edge",
                "2",
                List.of(Locks.AMD64),
                Optional.empty(),
                List.of(new KubernetesComponent(
                        KubernetesVersion.parse("v1.36.4"),
                        "registry.k8s.io",
                        lock.target().images(),
                        Map.of("kubelet", "v1.36.4", "containerd", "2.3.4"))),
                same.network(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(file("kubelet", "v1.36.4", Optional.of(Locks.AMD64), "https://dl.k8s.io/kubelet")),
                List.of(new WantedImage(ImageReference.parse("docker.io/library/nginx:1"), List.of("spec.images"))));

        List<String> found = differences(other, lock.installer());

        assertTrue(found.contains("the bundle's version: the lock has 1, asked for is 2"), found.toString());
        assertTrue(found.contains("Kubernetes: the lock has v1.36.3, asked for is v1.36.4"));
        assertTrue(found.contains("tool kubelet: the lock has v1.36.3, asked for is v1.36.4"));
        assertTrue(found.contains("the spec asks for the file kubelet v1.36.4 for linux/amd64, the lock has none"));
        assertTrue(found.contains("the lock has the file tools/jq, the spec does not ask for it"));
        assertTrue(found.contains("the spec asks for the image docker.io/library/nginx:1, the lock has none"));
        assertTrue(found.contains("the lock has the image registry.k8s.io/pause:3.10.2, the spec does not ask for it"));
        assertTrue(found.stream().anyMatch(each -> each.startsWith("the load balancer: ")));
    }

    @Test
    void saysThatTheInstallerIsAnother() {
        LockedInstaller other =
                new LockedInstaller(Locks.digestOf("other"), lock.installer().runtimes());

        List<String> found = differences(same, other);

        assertTrue(found.stream().anyMatch(each -> each.startsWith("this bundler's installer: ")), found.toString());
    }
}
