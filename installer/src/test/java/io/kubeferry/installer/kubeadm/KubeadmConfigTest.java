package io.kubeferry.installer.kubeadm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.installer.GoldenFile;
import io.kubeferry.installer.Samples;
import io.kubeferry.installer.site.Site;
import io.kubeferry.manifests.bundle.KubernetesComponent;
import io.kubeferry.manifests.kubernetes.KubeadmApi;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubeadmConfigTest {
    @Test
    void writesV1beta2For120() {
        check("v1beta2", Samples.kubernetes120());
    }

    @Test
    void writesV1beta3For126() {
        check("v1beta3", Samples.kubernetes126());
    }

    @Test
    void writesV1beta4For136() {
        check("v1beta4", Samples.kubernetes136());
    }

    private static void check(String folder, KubernetesComponent kubernetes) {
        KubeadmConfig config = new KubeadmConfig(Samples.site(), kubernetes);
        KubeadmNode first = new KubeadmNode(Samples.controlPlane(1), Optional.of("/etc/kubeferry/resolv.conf"));
        KubeadmNode second = new KubeadmNode(Samples.controlPlane(2), Optional.of("/etc/kubeferry/resolv.conf"));
        KubeadmNode worker = new KubeadmNode(Samples.worker(1), Optional.empty());
        GoldenFile.check("kubeadm/" + folder + "/init.yaml", config.init(first, false));
        GoldenFile.check("kubeadm/" + folder + "/join-control-plane.yaml", config.join(second));
        GoldenFile.check("kubeadm/" + folder + "/join-worker.yaml", config.join(worker));
    }

    @Test
    void pointsToAnEtcdOutsideOfTheControlPlanes() {
        for (KubernetesComponent release :
                List.of(Samples.kubernetes120(), Samples.kubernetes126(), Samples.kubernetes136())) {
            String folder = "kubeadm/" + KubeadmApi.of(release.version()) + "/";
            Site site = Samples.siteWithEtcdNodes();
            KubeadmNode first = new KubeadmNode(Samples.controlPlane(1), Optional.empty());
            GoldenFile.check(folder + "init-external-etcd.yaml", new KubeadmConfig(site, release).init(first, true));
            EtcdNodeConfig member = new EtcdNodeConfig(site, release);
            GoldenFile.check(folder + "etcd-node.yaml", member.kubeadm(Samples.etcdNode(2)));
            GoldenFile.check(folder + "etcd-node-kubelet.yaml", member.kubelet());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "v1.20.2, k8s.gcr.io, coredns:1.7.0, 3.4.13-0, 3.2, 1.6.20",
        "v1.23.17, k8s.gcr.io, coredns/coredns:v1.8.6, 3.5.6-0, 3.6, 1.6.39",
        "v1.30.14, registry.k8s.io, coredns/coredns:v1.11.3, 3.5.15-0, 3.9, 1.7.34",
        "v1.31.14, registry.k8s.io, coredns/coredns:v1.11.3, 3.5.24-0, 3.10, 2.0.11",
        "v1.35.8, registry.k8s.io, coredns/coredns:v1.13.1, 3.6.6-0, 3.10.1, 2.2.7",
        "v1.36.4, registry.k8s.io, coredns/coredns:v1.14.2, 3.6.8-0, 3.10.2, 2.3.4",
        "v1.37.0, registry.k8s.io, coredns/coredns:v1.14.6, 3.7.0-0, 3.10.2, 2.3.4"
    })
    void writesEverythingThatASiteMayWantOtherwise(
            String version, String repository, String coredns, String etcd, String pause, String containerd) {
        KubernetesComponent release = Samples.kubernetes(version, repository, coredns, etcd, pause, containerd);
        Site site = Samples.customisedSite();
        KubeadmConfig config = new KubeadmConfig(site, release);
        KubeadmNode first = new KubeadmNode(site.firstControlPlane(), Optional.empty());
        KubeadmNode worker = new KubeadmNode(site.workers().get(0), Optional.empty());
        String folder = "kubeadm/customised/" + release.version().minorName() + "/";
        GoldenFile.check(folder + "init.yaml", config.init(first, false));
        GoldenFile.check(folder + "join-worker.yaml", config.join(worker));
        KubeadmPatches patches = new KubeadmPatches(site, release.version());
        assertEquals(
                version.startsWith("v1.20")
                        ? List.of("--experimental-patches", "/etc/kubeferry/kubeadm/patches")
                        : List.of(),
                patches.flags());
        assertTrue(patches.files()
                .keySet()
                .containsAll(site.customisation().patches().keySet()));
    }

    @ParameterizedTest
    @CsvSource({"v1.20.2, 1", "v1.21.14, 1", "v1.22.17, 0", "v1.36.4, 0"})
    void asksForNoStorageForEtcdWhereAKubeletMayRefuseItForGood(String version, int own) {
        KubeadmPatches patches = new KubeadmPatches(Samples.site(), KubernetesVersion.parse(version));
        assertEquals(own, patches.files().size());
        assertEquals(own * 2, patches.flags().size());
    }

    @Test
    void leavesConntrackToKubeProxyWhereItMayBeWritten() {
        KubeadmNode first = new KubeadmNode(Samples.controlPlane(1), Optional.empty());
        String text = new KubeadmConfig(Samples.site(), Samples.kubernetes120()).init(first, true);
        assertFalse(text.contains("conntrack"), text);
    }

    @Test
    void ignoresNoPreflightErrorWhereSomethingElseIsTheEndpoint() {
        KubeadmNode node = new KubeadmNode(Samples.controlPlane(1), Optional.empty());
        String text = new KubeadmConfig(Samples.smallSite(), Samples.kubernetes136()).join(node);
        assertFalse(text.contains("ignorePreflightErrors"), text);
    }

    @Test
    void saysWhereCorednsIsOnlyWhereKubeadmWouldLookElsewhere() {
        assertFalse(init("v1.21.14", "k8s.gcr.io", "coredns/coredns:v1.8.0").contains("dns:"));
        assertTrue(init("v1.22.17", "k8s.gcr.io", "coredns/coredns:v1.8.4")
                .contains("dns:\n  imageRepository: k8s.gcr.io/coredns\n"));
        assertFalse(
                init("v1.30.0", "registry.k8s.io", "coredns/coredns:v1.11.1").contains("dns:"));
        assertFalse(init("v1.30.0", "harbor.site/k8s", "coredns:v1.11.1").contains("dns:"));
        assertTrue(init("v1.30.0", "harbor.site/k8s", "coredns/coredns:v1.11.1")
                .contains("dns:\n  imageRepository: harbor.site/k8s/coredns\n"));
    }

    private static String init(String version, String repository, String coredns) {
        KubernetesComponent kubernetes = Samples.kubernetes(version, repository, coredns, "3.5.3-0", "3.9", "1.7.34");
        KubeadmNode first = new KubeadmNode(Samples.controlPlane(1), Optional.empty());
        return new KubeadmConfig(Samples.site(), kubernetes).init(first, true);
    }
}
