package io.kubeferry.manifests.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UpgradeNotesTest {
    @Test
    void saysAtWhichHopContainerdAndPauseChange() {
        List<String> notes = UpgradeNotes.of(
                Optional.of(KubernetesVersion.parse("v1.21.14")),
                List.of(
                        release("v1.22.17", "3.5.6-0", "3.5", "1.6.39"),
                        release("v1.23.17", "3.5.6-0", "3.6", "2.3.4")));

        assertEquals(
                List.of(
                        "containerd changes at v1.23.17: 1.6.39 -> 2.3.4, since no version goes with all hops",
                        "the pause image changes at v1.23.17 to 3.6: kubeadm's check runs it before containerd's"
                                + " configuration names it"),
                notes);
    }

    @Test
    void saysWhatTheBundleDoesNotCoverOfEtcdsRules() {
        List<String> notes = UpgradeNotes.of(
                Optional.of(KubernetesVersion.parse("v1.33.13")),
                List.of(release("v1.34.9", "3.6.5-0", "3.10.1", "2.3.4")));

        assertEquals(1, notes.size());
        assertTrue(notes.get(0).contains("not covered by this bundle"), notes.get(0));
    }

    @Test
    void saysNothingOfOneRelease() {
        assertEquals(
                List.of(),
                UpgradeNotes.of(Optional.empty(), List.of(release("v1.34.9", "3.6.5-0", "3.10.1", "2.3.4"))));
    }

    private static KubernetesComponent release(String version, String etcd, String pause, String containerd) {
        return new KubernetesComponent(
                KubernetesVersion.parse(version),
                "registry.k8s.io",
                Map.of(
                        "etcd", ImageReference.parse("registry.k8s.io/etcd:" + etcd),
                        "pause", ImageReference.parse("registry.k8s.io/pause:" + pause)),
                Map.of("containerd", containerd));
    }
}
