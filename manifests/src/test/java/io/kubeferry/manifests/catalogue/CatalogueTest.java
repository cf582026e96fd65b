package io.kubeferry.manifests.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.manifests.Failures;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.failure.Problems;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.image.Platform;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueTest {
    private static final Platform AMD64 = Platform.parse("linux/amd64");
    private static final Platform ARM64 = Platform.parse("linux/arm64");
    private static final Catalogue CATALOGUE = Catalogue.bundled();

    private static KubernetesRelease release(String version) {
        return CATALOGUE.kubernetes(KubernetesVersion.parse(version));
    }

    @Test
    void saysWhatTheOldestReleasesConsistOf() {
        KubernetesRelease release = release("v1.20.2");
        assertEquals("k8s.gcr.io", release.imageRepository());
        assertEquals("v1beta2", release.kubeadmApi());
        assertEquals(
                Map.of(
                        "kube-apiserver", ImageReference.parse("k8s.gcr.io/kube-apiserver:v1.20.2"),
                        "kube-controller-manager", ImageReference.parse("k8s.gcr.io/kube-controller-manager:v1.20.2"),
                        "kube-scheduler", ImageReference.parse("k8s.gcr.io/kube-scheduler:v1.20.2"),
                        "kube-proxy", ImageReference.parse("k8s.gcr.io/kube-proxy:v1.20.2"),
                        "etcd", ImageReference.parse("k8s.gcr.io/etcd:3.4.13-0"),
                        "pause", ImageReference.parse("k8s.gcr.io/pause:3.2"),
                        "coredns", ImageReference.parse("k8s.gcr.io/coredns:1.7.0")),
                release.images());
    }

    @Test
    void saysWhatTheNewestReleasesConsistOf() {
        KubernetesRelease release = release("v1.36.3");
        assertEquals("registry.k8s.io", release.imageRepository());
        assertEquals("v1beta4", release.kubeadmApi());
        assertEquals(
                ImageReference.parse("registry.k8s.io/coredns/coredns:v1.14.2"),
                release.images().get("coredns"));
        assertEquals(
                ImageReference.parse("registry.k8s.io/pause:3.10.2"),
                release.images().get("pause"));
    }

    @Test
    void listsItsReleasesFromTheOldestToTheNewest() {
        List<KubernetesVersion> versions = CATALOGUE.kubernetesVersions();
        assertEquals("v1.20.0", versions.get(0).toString());
        assertEquals("v1.36.3", versions.get(versions.size() - 1).toString());
        assertEquals(versions.stream().sorted().distinct().toList(), versions);
    }

    @Test
    void canBundleEveryReleaseWithItsDefaultTools() {
        for (KubernetesVersion version : CATALOGUE.kubernetesVersions()) {
            KubernetesRelease release = CATALOGUE.kubernetes(version);
            assertEquals(7, release.images().size(), version.toString());
            assertEquals(
                    Set.of("containerd", "runc", "cni-plugins", "crictl", "registry", "etcd"),
                    release.defaultTools().keySet(),
                    version.toString());
            release.defaultTools().forEach((tool, toolVersion) -> {
                for (Platform platform : List.of(AMD64, ARM64)) {
                    ToolRelease known = CATALOGUE.tool(tool, toolVersion, platform);
                    assertEquals(toolVersion, known.version(), "the table's spelling of " + tool);
                    assertTrue(
                            known.sha256().isPresent()
                                    || Set.of("registry", "etcd").contains(tool),
                            tool + " " + toolVersion);
                    assertTrue(known.checksum().isPresent(), tool);
                }
            });
        }
    }

    @Test
    void givesEachReleaseAContainerdThatItSupports() {
        for (KubernetesVersion version : CATALOGUE.kubernetesVersions()) {
            String containerd = CATALOGUE.kubernetes(version).defaultTools().get("containerd");
            ContainerdRange range = CATALOGUE.containerdRange(version);
            assertTrue(range.accepts(containerd), version + " with " + containerd + ", supported is " + range);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "v1.20.2, 1.6.20, true",
        "v1.20.2, 1.4.13, false",
        "v1.20.2, 2.0.0, false",
        "v1.32.0, 1.7.23, false",
        "v1.32.0, 1.7.24, true",
        "v1.32.0, 2.0.0, false",
        "v1.32.0, 2.0.11, true",
        "v1.35.0, 2.0.11, false",
        "v1.35.0, 2.3.4, true",
    })
    void knowsTheContainerdRangeOfEachMinor(String version, String containerd, boolean supported) {
        assertEquals(
                supported,
                CATALOGUE.containerdRange(KubernetesVersion.parse(version)).accepts(containerd));
    }

    @Test
    void namesTheNeighboursOfAReleaseThatIsNotKnown() {
        assertEquals(
                "Kubernetes v1.19.16: the catalogue does not know this release; the nearest known is v1.20.0"
                        + System.lineSeparator()
                        + "  -> take a known one, or describe this one under 'releases' of kubernetes.yaml in a catalogue"
                        + " folder of your own",
                Failures.invalid(() -> release("v1.19.16")));
        String tooNew = Failures.invalid(() -> release("v1.40.0"));
        assertTrue(tooNew.contains("the nearest known is v1.36.3"), tooNew);
    }

    @Test
    void knowsWhereAToolIsAndItsDigest() {
        ToolRelease kubelet = CATALOGUE.tool("kubelet", "v1.20.2", AMD64);
        assertEquals(URI.create("https://dl.k8s.io/release/v1.20.2/bin/linux/amd64/kubelet"), kubelet.url());
        assertTrue(kubelet.sha256().isPresent());
        assertEquals(
                Optional.of(new Checksum(
                        URI.create("https://dl.k8s.io/release/v1.20.2/bin/linux/amd64/kubelet.sha256"),
                        Checksum.Form.BARE,
                        "kubelet")),
                kubelet.checksum());
    }

    @ParameterizedTest
    @CsvSource({
        "kubeadm, 1.20.2, v1.20.2, https://dl.k8s.io/release/v1.20.2/bin/linux/arm64/kubeadm",
        "containerd, v1.6.20, 1.6.20,"
                + " https://github.com/containerd/containerd/releases/download/v1.6.20/containerd-1.6.20-linux-arm64.tar.gz",
        "runc, 1.1.5, v1.1.5, https://github.com/opencontainers/runc/releases/download/v1.1.5/runc.arm64",
        "cni-plugins, 1.2.0, v1.2.0,"
                + " https://github.com/containernetworking/plugins/releases/download/v1.2.0/cni-plugins-linux-arm64-v1.2.0.tgz",
        "crictl, v1.20.0, v1.20.0,"
                + " https://github.com/kubernetes-sigs/cri-tools/releases/download/v1.20.0/crictl-v1.20.0-linux-arm64.tar.gz",
        "registry, v2.8.2, 2.8.2,"
                + " https://github.com/distribution/distribution/releases/download/v2.8.2/registry_2.8.2_linux_arm64.tar.gz",
        "etcd, 3.5.33, v3.5.33,"
                + " https://github.com/etcd-io/etcd/releases/download/v3.5.33/etcd-v3.5.33-linux-arm64.tar.gz",
    })
    void acceptsBothSpellingsOfAVersionAndGivesUpstreams(String tool, String given, String spelled, URI url) {
        ToolRelease release = CATALOGUE.tool(tool, given, ARM64);
        assertEquals(spelled, release.version());
        assertEquals(url, release.url());
        assertEquals(release, CATALOGUE.tool(tool, spelled, ARM64));
        assertEquals(tool.equals("registry"), release.sha256().isEmpty());
    }

    @Test
    void resolvesAVersionThatItHasNoDigestFor() {
        ToolRelease runc = CATALOGUE.tool("runc", "v9.9.9", AMD64);
        assertEquals(Optional.empty(), runc.sha256());
        assertEquals(
                Optional.of(new Checksum(
                        URI.create("https://github.com/opencontainers/runc/releases/download/v9.9.9/runc.sha256sum"),
                        Checksum.Form.LINES,
                        "runc.amd64")),
                runc.checksum());
    }

    @Test
    void refusesToolsAndVersionsThatCannotBe() {
        String tool = Failures.invalid(() -> CATALOGUE.tool("kubelett", "v1.20.2", AMD64));
        assertTrue(tool.contains("known are cni-plugins, containerd, crictl, etcd, kubeadm"), tool);
        String version = Failures.invalid(() -> CATALOGUE.tool("runc", "../latest", AMD64));
        assertTrue(version.contains("'../latest' is not a version"), version);
        String platform = Failures.invalid(() -> CATALOGUE.tool("runc", "v1.1.5", Platform.parse("windows/amd64")));
        assertTrue(platform.contains("there is none for windows/amd64"), platform);
    }

    @Test
    void derivesAPatchThatIsNotListedFromTheOneBeforeIt() {
        KubernetesRelease release = release("v1.36.5");
        assertEquals(Optional.of("v1.36.3"), release.derivedFrom());
        assertEquals(
                ImageReference.parse("registry.k8s.io/kube-apiserver:v1.36.5"),
                release.images().get("kube-apiserver"));
        assertEquals(release("v1.36.3").images().get("etcd"), release.images().get("etcd"));
        assertEquals(Optional.empty(), release("v1.36.3").derivedFrom());
        assertEquals(Optional.of("v1.21.14"), release("v1.21.15").derivedFrom());
    }

    @Test
    void derivesAReleaseOfAMinorWithoutListedOnesFromItsRules() {
        KubernetesRelease release = release("v1.37.1");
        assertEquals(Optional.of("the rules of 1.37"), release.derivedFrom());
        assertEquals("v1beta4", release.kubeadmApi());
        assertEquals(
                ImageReference.parse("registry.k8s.io/coredns/coredns:v1.14.6"),
                release.images().get("coredns"));
        assertEquals("v3.7.0", release.defaultTools().get("etcd"));
        assertTrue(CATALOGUE
                .kubernetesNote(release.version())
                .orElseThrow()
                .contains("containerd's own table has no row for 1.37"));
    }

    @ParameterizedTest
    @CsvSource({"v1.20.2, v3.4.13", "v1.31.14, v3.5.24", "v1.36.3, v3.6.8"})
    void takesEtcdsToolsInTheVersionOfItsImage(String version, String etcd) {
        assertEquals(etcd, release(version).defaultTools().get("etcd"));
    }

    @Test
    void isCompleteByItself() {
        Problems problems = new Problems();
        CATALOGUE.checkComplete(Catalogue.files(), problems);
        assertEquals(List.of(), problems.found());
    }

    @Test
    void knowsFlannel() {
        NetworkRelease flannel = CATALOGUE.network("flannel", "0.28.9");
        assertEquals(
                new NetworkRelease(
                        "flannel",
                        "v0.28.9",
                        URI.create("https://github.com/flannel-io/flannel/releases/download/v0.28.9/kube-flannel.yml"),
                        new KubernetesRange("1.17", Optional.empty()),
                        false,
                        "net-conf.json of ConfigMap kube-flannel-cfg, Network",
                        List.of(
                                ImageReference.parse("ghcr.io/flannel-io/flannel-cni-plugin:v1.9.1-flannel3"),
                                ImageReference.parse("ghcr.io/flannel-io/flannel:v0.28.9")),
                        Optional.empty(),
                        Optional.empty()),
                flannel);
        assertTrue(flannel.kubernetes().accepts(KubernetesVersion.parse("v1.36.3")));
        NetworkRelease old = CATALOGUE.network("flannel", "v0.15.1");
        assertTrue(old.kubernetes().accepts(KubernetesVersion.parse("v1.24.17")));
        assertFalse(old.kubernetes().accepts(KubernetesVersion.parse("v1.25.0")));
    }

    @Test
    void resolvesAPatchBeyondThoseThatItKnowsOfALine() {
        NetworkRelease flannel = CATALOGUE.network("flannel", "v0.28.10");
        assertEquals(Optional.of("v0.28.9"), flannel.newestKnown());
        assertEquals(
                "https://github.com/flannel-io/flannel/releases/download/v0.28.10/kube-flannel.yml",
                flannel.manifest().toString());
        assertEquals(List.of(), flannel.images());
        NetworkRelease calico = CATALOGUE.network("calico", "3.31.9");
        assertEquals(Optional.of("v3.31.7"), calico.newestKnown());
        assertTrue(calico.images().contains(ImageReference.parse("quay.io/calico/node:v3.31.9")), calico.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "v3.20.6, docker.io/calico/pod2daemon-flexvol:v3.20.6",
        "v3.24.6, docker.io/calico/node:v3.24.5",
        "v3.30.7, docker.io/calico/cni:v3.30.7",
        "v3.31.0, quay.io/calico/cni:v3.31.0",
        "v3.33.0, quay.io/calico/calico:v3.33.0",
    })
    void followsTheImagesOfCalicoThroughItsHistory(String version, String image) {
        List<ImageReference> images = CATALOGUE.network("calico", version).images();
        assertTrue(images.contains(ImageReference.parse(image)), images.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "flannel, v1.20.2, v0.28.9",
        "calico, v1.20.2, v3.21.6",
        "calico, v1.29.15, v3.29.7",
        "calico, v1.36.3, v3.32.1",
        "calico, v1.37.0, v3.33.0",
        "weave, v1.36.3, v2.8.1",
    })
    void takesTheDefaultOfANetworkOrTheNewestThatGoesWithTheRelease(
            String provider, String kubernetes, String version) {
        assertEquals(version, CATALOGUE.defaultNetwork(provider, KubernetesVersion.parse(kubernetes)));
    }

    @ParameterizedTest
    @CsvSource({
        "metrics-server, v1.36.3, v0.9.0",
        "metrics-server, v1.29.15, v0.7.2",
        "metrics-server, v1.20.2, v0.5.2",
        "kube-prometheus, v1.31.14, v0.14.0",
        "dashboard, v1.36.3, v2.7.0",
    })
    void takesTheDefaultOfAnAddonOrTheNewestThatGoesWithTheRelease(String name, String kubernetes, String version) {
        assertEquals(version, CATALOGUE.defaultAddon(name, KubernetesVersion.parse(kubernetes)));
    }

    @Test
    void knowsTheFilesAndHiddenImagesOfKubePrometheus() {
        AddonRelease addon = CATALOGUE.addon("kube-prometheus", "v0.18.0");
        assertEquals(95, addon.manifests().size());
        assertEquals(
                "https://raw.githubusercontent.com/prometheus-operator/kube-prometheus/v0.18.0/manifests/setup/namespace.yaml",
                addon.manifests().get(0).toString());
        assertEquals(List.of("spec.image"), addon.places().fields().get("Prometheus"));
        assertEquals(List.of("--prometheus-config-reloader="), addon.places().argumentPrefixes());
        assertEquals(Set.of("metrics-server"), addon.conflicts().keySet());
    }

    @Test
    void namesTheNeighboursOfANetworkThatIsNotKnown() {
        String message = Failures.invalid(() -> CATALOGUE.network("flannel", "v0.15.9"));
        assertTrue(message.contains("the nearest known are v0.15.1 and v0.18.0"), message);
        String form = Failures.invalid(() -> CATALOGUE.network("flannel", "latest"));
        assertTrue(form.contains("'latest' is not a version such as v0.28.9"), form);
        String calico = Failures.invalid(() -> CATALOGUE.network("calico", "v3.23.4"));
        assertTrue(calico.contains("the nearest known are v3.22.5 and v3.23.5"), calico);
        String addon = Failures.invalid(() -> CATALOGUE.addon("metric-server", "v0.9.0"));
        assertTrue(addon.contains("known are dashboard, kube-prometheus, metrics-server"), addon);
    }

    @Test
    void knowsTheLoadBalancers() {
        assertEquals(
                Map.of(
                        "haproxy", ImageReference.parse("docker.io/library/haproxy:2.8"),
                        "keepalived", ImageReference.parse("docker.io/osixia/keepalived:2.0.20")),
                CATALOGUE.loadBalancer("haproxy", Map.of()).images());
        assertEquals(
                Map.of("kube-vip", ImageReference.parse("ghcr.io/kube-vip/kube-vip:v1.0.0")),
                CATALOGUE.loadBalancer("kubeVip", Map.of("kube-vip", "v1.0.0")).images());
        assertEquals(
                ImageReference.parse("docker.io/library/nginx:1.29"),
                CATALOGUE.loadBalancer("nginx", Map.of()).images().get("nginx"));
        String message = Failures.invalid(() -> CATALOGUE.loadBalancer("haproxy", Map.of("haproxy", "2 8")));
        assertTrue(message.contains("known tags 2.4, 2.6, 2.8, 3.0, 3.2"), message);
    }

    static List<String> files() {
        return Catalogue.files();
    }

    @ParameterizedTest
    @MethodSource("files")
    void keepsItsFilesSmall(String name) throws IOException {
        try (var file = Catalogue.class.getResourceAsStream(name)) {
            assertTrue(file.readAllBytes().length < 500_000, name);
        }
    }

    @Test
    void readsBothFormsOfChecksumFiles() {
        String hash = "ab".repeat(32);
        URI url = URI.create("https://example.org/sums");
        Checksum bare = new Checksum(url, Checksum.Form.BARE, "x.tgz");
        Checksum lines = new Checksum(url, Checksum.Form.LINES, "x.tgz");
        assertEquals(new Digest(hash), bare.digestIn(hash + "\n"));
        assertEquals(new Digest(hash), lines.digestIn("00  y.tgz\n" + hash + "  x.tgz\n11  x.tgz.asc\n"));
        assertEquals(new Digest(hash), lines.digestIn(hash + " *x.tgz\r\n"));
        String none = org.junit.jupiter.api.Assertions.assertThrows(
                        IllegalArgumentException.class, () -> lines.digestIn(hash + "  y.tgz\n"))
                .getMessage();
        assertEquals("https://example.org/sums has no checksum for x.tgz: it names y.tgz", none);
    }

    @Test
    void refusesAChecksumFileThatNamesAnotherFile() {
        String hash = "ab".repeat(32);
        Checksum bare = new Checksum(URI.create("https://example.org/kubelet.sha256"), Checksum.Form.BARE, "kubelet");
        assertEquals(new Digest(hash), bare.digestIn(hash + "  kubelet\n"));
        String other = org.junit.jupiter.api.Assertions.assertThrows(
                        IllegalArgumentException.class, () -> bare.digestIn(hash + "  kubeadm\n"))
                .getMessage();
        assertEquals("https://example.org/kubelet.sha256 has no checksum for kubelet: it names kubeadm", other);
        String twice = org.junit.jupiter.api.Assertions.assertThrows(
                        IllegalArgumentException.class, () -> bare.digestIn(hash + "\n" + "cd".repeat(32) + "\n"))
                .getMessage();
        assertEquals("https://example.org/kubelet.sha256 has 2 checksums for kubelet", twice);
        String page = org.junit.jupiter.api.Assertions.assertThrows(
                        IllegalArgumentException.class, () -> bare.digestIn("<html>\n"))
                .getMessage();
        assertEquals("https://example.org/kubelet.sha256 has no checksum for kubelet", page);
    }
}
