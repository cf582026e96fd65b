package io.kubeferry.bundler.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinsTest {
    private final Lock lock = UpgradeLock.to("1", "v1.34.9", "v1.35.7");
    private final LockNames names = LockNames.of(lock);

    private List<String> meant(String name) {
        List<String> images = lock.images().stream()
                .filter(image -> names.means(List.of(name), image))
                .map(image -> image.reference().toString())
                .toList();
        List<String> files = lock.files().stream()
                .filter(file -> names.means(List.of(name), file))
                .map(file -> file.name() + file.version())
                .toList();
        return java.util.stream.Stream.concat(images.stream(), files.stream()).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nginx | docker.io/library/nginx:1.29",
                "nginx:1.29 | docker.io/library/nginx:1.29",
                "docker.io/library/nginx | docker.io/library/nginx:1.29",
                "pause | registry.k8s.io/pause:3.10.0 registry.k8s.io/pause:3.10.1",
                "registry.k8s.io/pause:3.10.0 | registry.k8s.io/pause:3.10.0",
                "kubelet | kubeletv1.34.9 kubeletv1.35.7",
                "containerd | containerd2.3.4",
                "tools/jq | tools/jq",
                "network | ghcr.io/flannel:1 flannel-manifestv0.28.9",
                "flannel | ghcr.io/flannel:1 flannel-manifestv0.28.9",
                "loadBalancer | docker.io/library/haproxy:2.8",
                "metrics-server | registry.k8s.io/metrics-server:v0.9.0"
            })
    void meansWhatAPersonCallsAPartOfTheLock(String name, String parts) {
        assertEquals(List.of(parts.split(" ")), meant(name));
    }

    @Test
    void meansAllOfKubernetesByOneName() {
        assertEquals(6 + 2, meant("kubernetes").size(), "three images and a kubelet for each hop");
    }

    @Test
    void namesWhatIsThereWhereANameMeansNothing() {
        Failure failure = assertThrows(Failure.class, () -> names.require(List.of("pause", "ngnix", "etc")));

        assertEquals(ExitCode.USAGE, failure.exitCode());
        assertEquals(2, failure.problems().size());
        assertTrue(failure.getMessage().contains("the lock has nothing that is called 'ngnix'"));
        assertTrue(
                failure.getMessage().contains("containerd, flannel, flannel-manifest, haproxy, kubelet, kubernetes"));
    }
}
