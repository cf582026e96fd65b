package io.kubeferry.bundler.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.bundler.lock.Request.WantedImage;
import io.kubeferry.bundler.spec.AddonChoice;
import io.kubeferry.bundler.spec.ExtraFile;
import io.kubeferry.bundler.spec.KubernetesChoice;
import io.kubeferry.bundler.spec.Sources;
import io.kubeferry.bundler.spec.Spec;
import io.kubeferry.bundler.spec.Spec.LoadBalancerChoice;
import io.kubeferry.bundler.spec.Spec.NetworkChoice;
import io.kubeferry.manifests.bundle.KubernetesComponent;
import io.kubeferry.manifests.catalogue.Catalogue;
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
        assertEquals("1.6.39", tools(request, 1, "containerd"), "the nodes run a kubelet of 1.22 when it is replaced");
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

    @Test
    void refusesWhatUpstreamDoesNotSupportAndNamesTheNearestThatGoes() {
        assertEquals(
                List.of(
                        "spec.network.calico: calico v3.20.6 does not go with Kubernetes v1.36.3: upstream supports it with"
                                + " 1.19 to 1.21\n  -> take v3.32.1, the nearest that does; --allow-untested lets it pass, and the"
                                + " bundle will say so"),
                problems(spec("v1.36.3", Map.of(), new NetworkChoice("calico", Optional.of("v3.20.6"))), false));
        assertEquals(
                List.of(
                        "spec.addons.metrics-server: metrics-server v0.9.0 does not go with Kubernetes v1.29.15: upstream"
                                + " supports it with 1.34 and later\n  -> take v0.7.2, the nearest that does; --allow-untested lets"
                                + " it pass, and the bundle will say so"),
                problems(
                        spec(
                                "v1.29.15",
                                Map.of(),
                                new NetworkChoice("flannel", Optional.empty()),
                                new AddonChoice.Catalogued("metrics-server", Optional.of("v0.9.0"))),
                        false));
        String containerd = problems(
                        spec("v1.36.3", Map.of("containerd", "1.7.34"), new NetworkChoice("weave", Optional.empty())),
                        false)
                .get(0);
        assertTrue(
                containerd.contains("which wants 2.2.0+, 2.3.0+\n  -> take 2.2.0, the nearest that does"), containerd);
        String flannel = problems(
                        spec("v1.25.16", Map.of(), new NetworkChoice("flannel", Optional.of("v0.18.1"))), false)
                .get(0);
        assertTrue(flannel.contains("supports it with 1.17 to 1.24\n  -> take v0.19.2"), flannel);
    }

    @Test
    void recordsWhatWasAllowedUntested() {
        Spec spec = spec(
                "v1.36.3",
                Map.of("containerd", "1.7.34"),
                new NetworkChoice("calico", Optional.of("v3.20.6")),
                new AddonChoice.Catalogued("kube-prometheus", Optional.of("v0.7.0")));

        assertEquals(
                List.of(
                        "containerd 1.7.34 does not go with Kubernetes v1.36.3, which wants 2.2.0+, 2.3.0+",
                        "calico v3.20.6 does not go with Kubernetes v1.36.3: upstream supports it with 1.19 to 1.21",
                        "kube-prometheus v0.7.0 does not go with Kubernetes v1.36.3: upstream supports it with 1.19 to 1.20"),
                new Requests(CATALOGUE, true).of(spec).untested());
        assertEquals(3, problems(spec, false).size());
    }

    @Test
    void takesANetworkOfALineThatNobodyKnowsWhereThatIsAllowed() {
        Spec spec = spec("v1.36.3", Map.of(), new NetworkChoice("flannel", Optional.of("v0.31.2")));

        String problem = problems(spec, false).get(0);
        assertTrue(problem.contains("flannel v0.31.2 is of a line that the catalogue has never heard of"), problem);
        assertTrue(problem.contains("take v0.28.9, the nearest that does; --allow-untested lets it pass"), problem);

        Request request = new Requests(CATALOGUE, true).of(spec);
        assertTrue(request.network().manifest().toString().endsWith("/v0.31.2/kube-flannel.yml"));
        assertEquals(List.of(), request.network().expected(), "its manifest decides");
        assertEquals(1, request.untested().size());
    }

    @Test
    void refusesTwoAddonsThatBringTheSameObjects() {
        String problem = problems(
                        spec(
                                "v1.36.3",
                                Map.of(),
                                new NetworkChoice("flannel", Optional.empty()),
                                new AddonChoice.Catalogued("metrics-server", Optional.empty()),
                                new AddonChoice.Catalogued("kube-prometheus", Optional.empty())),
                        true)
                .get(0);

        assertTrue(
                problem.contains(
                        "kube-prometheus and metrics-server cannot be in one cluster: both register the API service"
                                + " v1beta1.metrics.k8s.io"),
                problem);
        assertTrue(problem.contains("--allow-untested does not let this pass"), problem);
    }

    @Test
    void refusesAFileOfTheAuthorsWithTheNameOfATool() {
        ExtraFile file = new ExtraFile(
                URI.create("https://example.com/x"), Locks.digestOf("x"), "kubelet", Optional.of(BOTH.get(0)));
        Spec plain = spec("v1.36.3", Map.of(), new NetworkChoice("flannel", Optional.empty()));
        Spec spec = new Spec(
                plain.name(),
                plain.version(),
                plain.platforms(),
                plain.kubernetes(),
                plain.network(),
                plain.loadBalancer(),
                plain.addons(),
                plain.images(),
                List.of(file),
                plain.sources());

        assertTrue(problems(spec, false)
                .get(0)
                .startsWith("spec.files: the path 'kubelet' of https://example.com/x is the name of a tool"));
    }

    @Test
    void saysWhatAPersonShouldKnow() {
        Request request = new Requests(CATALOGUE, false)
                .of(spec("v1.37.1", Map.of(), new NetworkChoice("calico", Optional.of("v3.33.4"))));

        assertEquals("derived from the rules of 1.37", request.imageLists().get(KubernetesVersion.parse("v1.37.1")));
        assertTrue(
                request.notes().stream().anyMatch(each -> each.contains("containerd's own table has no row for 1.37")));
        assertTrue(request.notes()
                .contains(
                        "calico v3.33.4 is later than v3.33.0, the newest that the catalogue knows of its" + " line"));
        assertEquals("v3.7.0", request.target().toolVersion("etcd"));
    }

    private static List<String> problems(Spec spec, boolean untestedAllowed) {
        Failure failure = assertThrows(Failure.class, () -> new Requests(CATALOGUE, untestedAllowed).of(spec));
        assertEquals(ExitCode.INVALID_INPUT, failure.exitCode());
        return failure.problems().stream().map(Object::toString).toList();
    }

    private static Spec spec(
            String kubernetes, Map<String, String> tools, NetworkChoice network, AddonChoice... addons) {
        return new Spec(
                "edge",
                "1",
                BOTH,
                new KubernetesChoice(KubernetesVersion.parse(kubernetes), Optional.empty(), tools),
                network,
                Optional.of(new LoadBalancerChoice("kubeVip", Map.of())),
                List.of(addons),
                List.of(),
                List.of(),
                Sources.direct());
    }

    private static String refusal(String version, String from, String flannel) {
        Failure failure = assertThrows(Failure.class, () -> request(version, from, flannel, Map.of()));
        assertEquals(ExitCode.INVALID_INPUT, failure.exitCode());
        return failure.getMessage();
    }

    private static Request request(String version, String from, String flannel, Map<String, String> tools) {
        return new Requests(CATALOGUE, false)
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
                        new NetworkChoice("flannel", Optional.of(flannel)),
                        Optional.of(new LoadBalancerChoice("haproxy", Map.of())),
                        List.of(),
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
