package io.kubeferry.manifests.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kubeferry.manifests.SharedFacts;
import io.kubeferry.manifests.image.ImageReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Upstream's manifests, where they lie beside the project. The lists in {@code golden/images} were written by hand from
 * the {@code image:} lines of each file; nothing renews them.
 */
class ManifestFactsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cni/calico-v3.24.6.yaml",
                "cni/calico-v3.27.5.yaml",
                "cni/calico-v3.31.7.yaml",
                "cni/calico-release-v3.33-branch.yaml",
                "cni/kube-flannel-v0.12.0.yml",
                "cni/kube-flannel-v0.15.1.yml",
                "cni/kube-flannel-v0.20.2.yml",
                "cni/kube-flannel-v0.24.4.yml",
                "cni/kube-flannel-v0.28.9.yml",
                "cni/weave-daemonset-k8s-1.11-v2.8.1-template.yaml",
                "addons/dashboard-v2.7.0-recommended.yaml",
                "addons/metrics-server-v0.9.0-base.yaml",
            })
    void namesExactlyTheImagesOf(String file) throws IOException {
        String name = file.substring(file.indexOf('/') + 1);
        List<String> expected = Files.readAllLines(Path.of("src/test/resources/golden/images", name + ".txt"));
        String manifest = SharedFacts.read(file);
        assertEquals(expected, imagesOf(name, manifest));
        assertEquals(expected, imagesOf(name, manifest.replace("\n", "\r\n")), "with Windows' line ends");
        assertEquals(expected, imagesOf(name, "\uFEFF" + manifest), "with a byte order mark");
    }

    /** Seen: 50 to 90 ms, with 12 MB of heap. */
    @Test
    void readsTheDefinitionsOfCalicoAtOnce() throws IOException {
        String manifest = SharedFacts.read("cni/calico-release-v3.33-branch.yaml");
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> imagesOf("calico.yaml", manifest));
    }

    private static List<String> imagesOf(String name, String manifest) {
        return ManifestImages.of(name, manifest).stream()
                .map(ImageReference::toString)
                .toList();
    }
}
