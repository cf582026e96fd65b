package io.kubeferry.installer.service;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.installer.GoldenFile;
import io.kubeferry.installer.Samples;
import io.kubeferry.installer.site.ControlPlaneEndpoint.Provider;
import io.kubeferry.installer.site.Site;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceTextsTest {
    @Test
    void unitsAreAsWritten() {
        GoldenFile.check("service/containerd.service", Units.containerd());
        GoldenFile.check("service/kubelet.service", Units.kubelet());
        GoldenFile.check("service/10-kubeadm.conf", Units.kubeletDropIn());
        GoldenFile.check("service/kubeferry-registry.service", Units.registry());
        GoldenFile.check("service/kubeferry-routes.service", Units.routes("10.96.0.0/12", "10.0.0.11"));
    }

    @Test
    void containerdsConfigurationIsAsWrittenForBothOfItsForms() {
        GoldenFile.check("service/containerd-1.6.toml", ContainerdConfig.of("1.6.20", "k8s.gcr.io/pause:3.2", false));
        GoldenFile.check(
                "service/containerd-2.3.toml", ContainerdConfig.of("v2.3.4", "registry.k8s.io/pause:3.10.2", false));
        GoldenFile.check(
                "service/containerd-2.3-usual.toml",
                ContainerdConfig.of("2.3.4", "registry.k8s.io/pause:3.10.2", true));
    }

    @Test
    void containerdKeepsItsImagesWhereTheSiteWantsThem() {
        GoldenFile.check(
                "service/containerd-1.7-folder.toml",
                ContainerdConfig.of("1.7.34", "registry.k8s.io/pause:3.9", true, "/data/containerd"));
        GoldenFile.check(
                "service/containerd-2.0-folder.toml",
                ContainerdConfig.of("2.0.11", "registry.k8s.io/pause:3.10", true, "/data/containerd"));
    }

    @Test
    void theWayToTheSitesRegistriesIsAsWritten() {
        List<String> addresses = List.of("10.0.0.12", "10.0.0.13", "10.0.0.11");
        RegistryHosts old = new RegistryHosts(addresses, "1.6.20");
        GoldenFile.check("service/hosts-carried.toml", old.carried("k8s.gcr.io"));
        GoldenFile.check("service/hosts-unknown.toml", old.unknown());
        GoldenFile.check("service/hosts-2.3.toml", new RegistryHosts(addresses, "2.3.4").carried("mirror.lan:5000"));
    }

    @Test
    void firewalldsZonesAreAsWritten() {
        Site site = Samples.siteWithEtcdNodes();
        GoldenFile.check("service/firewall-control-plane.xml", FirewallZone.nodes(site, Samples.controlPlane(1)));
        GoldenFile.check("service/firewall-etcd.xml", FirewallZone.nodes(site, Samples.etcdNode(1)));
        GoldenFile.check("service/firewall-api.xml", FirewallZone.api(site, "public"));
        GoldenFile.check("service/firewall-pods.xml", FirewallZone.pods(Samples.customisedSite()));
    }

    @Test
    void otherBalancersAreAsWritten() {
        Site nginx = Samples.site(Provider.NGINX);
        GoldenFile.check("service/nginx.conf", Nginx.config(nginx));
        GoldenFile.check("service/nginx.yaml", Nginx.manifest("docker.io/library/nginx:1.28", 6443, "sha256:3"));
        GoldenFile.check(
                "service/kube-vip.yaml",
                KubeVip.manifest(
                        Samples.site(Provider.KUBE_VIP),
                        "ghcr.io/kube-vip/kube-vip:v1.2.3",
                        "eth0",
                        "/etc/kubernetes/super-admin.conf"));
        GoldenFile.check("service/external.cfg", ExternalBalancer.haproxy(Samples.site(Provider.EXTERNAL)));
    }

    @Test
    void aKubeletWithoutAClusterIsStartedAsEachReleaseWants() {
        GoldenFile.check(
                "service/kubelet-alone-1.20.conf", Units.kubeletAlone(KubernetesVersion.parse("v1.20.2"), "10.0.0.31"));
        GoldenFile.check(
                "service/kubelet-alone-1.26.conf",
                Units.kubeletAlone(KubernetesVersion.parse("v1.26.15"), "10.0.0.31"));
        GoldenFile.check(
                "service/kubelet-alone-1.36.conf", Units.kubeletAlone(KubernetesVersion.parse("v1.36.3"), "10.0.0.31"));
    }

    @Test
    void haproxyAndKeepalivedAreAsWritten() {
        GoldenFile.check("service/haproxy.cfg", Haproxy.config(Samples.site()));
        GoldenFile.check("service/haproxy.yaml", Haproxy.manifest("docker.io/library/haproxy:2.8", 6443, "sha256:1"));
        GoldenFile.check("service/keepalived.conf", Keepalived.config(Samples.site(), Samples.controlPlane(2), "eth0"));
        GoldenFile.check(
                "service/keepalived.yaml", Keepalived.manifest("docker.io/osixia/keepalived:2.0.20", "sha256:2"));
    }

    @Test
    void haproxyRunsAsRootOnlyWhereItsPortIsRoots() {
        String pod = Haproxy.manifest("docker.io/library/haproxy:2.8", 443, "sha256:0");
        assertTrue(pod.contains("    securityContext:\n      runAsUser: 0\n    livenessProbe:\n"), pod);
        assertFalse(Haproxy.manifest("docker.io/library/haproxy:2.8", 6443, "sha256:0")
                .contains("runAsUser"));
    }
}
