package io.kubeferry.bundler.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.bundler.lock.Request.WantedImage;
import io.kubeferry.bundler.spec.KubernetesChoice;
import io.kubeferry.bundler.spec.Sources;
import io.kubeferry.bundler.spec.Spec;
import io.kubeferry.bundler.spec.Spec.FlannelChoice;
import io.kubeferry.bundler.spec.Spec.HaproxyChoice;
import io.kubeferry.manifests.bundle.KubernetesComponent;
import io.kubeferry.manifests.catalogue.Catalogue;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.image.Platform;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestsTest {
    private static final Catalogue CATALOGUE = Catalogue.bundled();
    private static final List<Platform> BOTH = List.of(Platform.parse("linux/amd64"), Platform.parse("linux/arm64"));

    @Test
    void carriesEveryHopOfAnUpgradeWithItsOwnImagesAndBinaries() {
        Request request = request("v1.36.3", "v1.34.9", "v0.28.9", Map.of());

        String between = newest("1.35");
        assertEquals(List.of(between, "v1.36.3"), versions(request));
        assertEquals(Optional.of(KubernetesVersion.parse("v1.34.9")), request.upgradeFrom());
        for (String hop : versions(request)) {
            for (Platform platform : BOTH) {
                for (String binary : List.of("kubeadm", "kubelet", "kubectl")) {
                    assertEquals(
                            1,
                            request.files().stream()
                                    .filter(file -> file.title().equals(binary + " " + hop + " for " + platform))
                                    .count());
                }
            }
        }
        assertEquals("3.6.6-0", etcd(request, 0));
        assertEquals("3.6.8-0", etcd(request, 1));
        assertEquals(
                List.of(
                        "Kubernetes v1.36.3: pause",
                        "containerd with Kubernetes v1.36.3: sandbox image",
                        "kubeadm upgrade to v1.36.3: job of its check"),
                neededBy(request, "registry.k8s.io/pause:3.10.2"));
        assertTrue(neededBy(request, "registry.k8s.io/pause:3.10.1")
                .contains("kubeadm upgrade to " + between + ": job of its check"));
    }

    @Test
    void carriesWhatHopsShareOnce() {
        Request request = request("v1.36.3", "v1.34.9", "v0.28.9", Map.of());

        assertEquals(tools(request, 1, "containerd"), tools(request, 0, "containerd"));
        for (String shared : List.of("containerd", "runc", "cni-plugins", "registry")) {
            assertEquals(
                    BOTH.size(),
                    request.files().stream()
                            .filter(file -> file.name().equals(shared))
                            .count(),
                    shared);
        }
        assertEquals("v1.35.0", tools(request, 0, "crictl"));
        assertEquals("v1.36.0", tools(request, 1, "crictl"));
    }

    @Test
    void changesContainerdOnlyWhereAHopDoesNotTakeTheLaterOne() {
        Request request = request("v1.24.17", "v1.21.14", "v0.18.1", Map.of("containerd", "2.0.11"));

        assertEquals(
                "1.6.39", tools(request, 0, "containerd"), "Kubernetes 1.22 speaks only what containerd 2.0 dropped");
        assertEquals("2.0.11", tools(request, 1, "containerd"));
        assertEquals("2.0.11", tools(request, 2, "containerd"));
    }

    @Test
    void carriesOneReleaseWithoutAnUpgrade() {
        Request request = request("v1.36.3", "", "v0.28.9", Map.of());

        assertEquals(List.of("v1.36.3"), versions(request));
        assertEquals(
                List.of("Kubernetes v1.36.3: pause", "containerd with Kubernetes v1.36.3: sandbox image"),
                neededBy(request, "registry.k8s.io/pause:3.10.2"));
    }

    @Test
    void goesAtOnceWithinAMinorAndToTheNext() {
        assertEquals(List.of("v1.36.3"), versions(request("v1.36.3", "v1.36.0", "v0.28.9", Map.of())));
        assertEquals(List.of("v1.36.0"), versions(request("v1.36.0", "v1.35.1", "v0.28.9", Map.of())));
    }

    @Test
    void refusesAWayThatDoesNotExist() {
        assertTrue(refusal("v1.36.3", "v1.36.3", "v0.28.9").contains("spec.kubernetes.from: a cluster of v1.36.3 is"));
        assertTrue(refusal("v1.35.0", "v1.36.3", "v0.28.9").contains("upgraded to a later release only"));
        assertTrue(refusal("v1.36.3", "v1.19.16", "v0.28.9").contains("upgrades begin at v1.20.0"));
    }

    @Test
    void checksTheNetworkForEachHop() {
        // Flannel 0.18 has a PodSecurityPolicy, which Kubernetes 1.25 dropped.
        String refusal = refusal("v1.26.15", "v1.23.17", "v0.18.1");

        assertTrue(refusal.contains("does not go with Kubernetes " + newest("1.25")), refusal);
        assertTrue(refusal.contains("does not go with Kubernetes v1.26.15"), refusal);
        assertTrue(!refusal.contains("does not go with Kubernetes v1.24"), refusal);
    }

    private static String refusal(String version, String from, String flannel) {
        Failure failure = assertThrows(Failure.class, () -> request(version, from, flannel, Map.of()));
        assertEquals(ExitCode.INVALID_INPUT, failure.exitCode());
        return failure.getMessage();
    }

    private static Request request(String version, String from, String flannel, Map<String, String> tools) {
        return new Requests(CATALOGUE)
                .of(new Spec(
                        "edge",
                        "1",
                        BOTH,
                        new KubernetesChoice(
                                KubernetesVersion.parse(version),
                                Optional.of(from)
                                        .filter(text -> !text.isEmpty())
                                        .map(KubernetesVersion::parse),
                                tools),
                        new FlannelChoice(Optional.of(flannel)),
                        Optional.of(new HaproxyChoice(Optional.empty(), Optional.empty())),
                        List.of(),
                        List.of(),
                        Sources.direct()));
    }

    private static String newest(String minor) {
        return CATALOGUE.kubernetesVersions().stream()
                .filter(version -> version.minorName().equals(minor))
                .reduce((first, second) -> second)
                .orElseThrow()
                .toString();
    }

    private static List<String> versions(Request request) {
        return request.kubernetes().stream()
                .map(KubernetesComponent::version)
                .map(KubernetesVersion::toString)
                .toList();
    }

    private static String etcd(Request request, int hop) {
        return request.kubernetes().get(hop).image("etcd").tag().orElseThrow();
    }

    private static String tools(Request request, int hop, String name) {
        return request.kubernetes().get(hop).toolVersion(name);
    }

    private static List<String> neededBy(Request request, String image) {
        return request.images().stream()
                .filter(each -> each.reference().equals(ImageReference.parse(image)))
                .map(WantedImage::neededBy)
                .findFirst()
                .orElseThrow();
    }
}
