package io.kubeferry.manifests.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.manifests.Failures;
import io.kubeferry.manifests.content.Digest;
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
import org.junit.jupiter.params.provider.ValueSource;

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
                    Set.of("containerd", "runc", "cni-plugins", "crictl", "registry"),
                    release.defaultTools().keySet(),
                    version.toString());
            release.defaultTools().forEach((tool, toolVersion) -> {
                for (Platform platform : List.of(AMD64, ARM64)) {
                    ToolRelease known = CATALOGUE.tool(tool, toolVersion, platform);
                    assertEquals(toolVersion, known.version(), "the table's spelling of " + tool);
                    assertTrue(known.sha256().isPresent() || tool.equals("registry"), tool + " " + toolVersion);
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
                "Kubernetes v1.21.99: the catalogue does not know this release; the nearest known are v1.21.14 and v1.22.0"
                        + System.lineSeparator()
                        + "  -> take a known one, or describe this one under 'releases' of kubernetes.yaml in a catalogue"
                        + " folder of your own",
                Failures.invalid(() -> release("v1.21.99")));
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
    void knowsFlannel() {
        NetworkRelease flannel = CATALOGUE.flannel(CATALOGUE.defaultFlannel());
        assertEquals(
                new NetworkRelease(
                        "flannel",
                        "v0.28.9",
                        URI.create("https://github.com/flannel-io/flannel/releases/download/v0.28.9/kube-flannel.yml"),
                        "1.17",
                        Optional.empty(),
                        false),
                flannel);
        assertEquals(flannel, CATALOGUE.flannel("0.28.9"));
        assertTrue(flannel.supports(KubernetesVersion.parse("v1.36.3")));
        assertEquals(
                List.of(
                        ImageReference.parse("ghcr.io/flannel-io/flannel-cni-plugin:v1.9.1-flannel3"),
                        ImageReference.parse("ghcr.io/flannel-io/flannel:v0.28.9")),
                CATALOGUE.flannelImages("v0.28.9"));
        NetworkRelease old = CATALOGUE.flannel("v0.15.1");
        assertTrue(old.supports(KubernetesVersion.parse("v1.24.17")));
        assertFalse(old.supports(KubernetesVersion.parse("v1.25.0")));
    }

    @Test
    void namesTheNeighboursOfAFlannelThatIsNotKnown() {
        String message = Failures.invalid(() -> CATALOGUE.flannel("v0.15.9"));
        assertTrue(message.contains("the nearest known are v0.15.1 and v0.18.0"), message);
        String form = Failures.invalid(() -> CATALOGUE.flannel("latest"));
        assertTrue(form.contains("'latest' is not a version such as v0.28.9"), form);
    }

    @Test
    void knowsTheLoadBalancer() {
        assertEquals(
                Map.of(
                        "haproxy", ImageReference.parse("docker.io/library/haproxy:2.8"),
                        "keepalived", ImageReference.parse("docker.io/osixia/keepalived:2.0.20")),
                CATALOGUE.haproxy(Optional.empty(), Optional.empty()).images());
        assertEquals(
                ImageReference.parse("docker.io/library/haproxy:2.8.14-alpine"),
                CATALOGUE
                        .haproxy(Optional.of("2.8.14-alpine"), Optional.empty())
                        .images()
                        .get("haproxy"));
        String message = Failures.invalid(() -> CATALOGUE.haproxy(Optional.of("2 8"), Optional.empty()));
        assertTrue(message.contains("known tags 2.4, 2.6, 2.8, 3.0, 3.2"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubernetes.yaml", "binaries.yaml", "flannel.yaml", "load-balancers.yaml"})
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
        assertEquals("https://example.org/sums has 0 checksums for x.tgz", none);
    }
}
