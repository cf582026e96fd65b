package io.kubeferry.installer.site;

import static java.util.Map.entry;

import io.kubeferry.manifests.document.YamlValue;
import io.kubeferry.manifests.failure.Problems;
import java.util.HashMap;
import java.util.Map;

/** What a site may not set itself, since it follows from something else that the site's file says; and from what. */
final class OwnedKeys {
    private static final String ETCD = "it follows from spec.etcd";
    private static final String SERVICES = "it is spec.network.serviceSubnet";
    private static final String GATES = "write spec.kubernetes.featureGates: it reaches every component";
    private static final String KUBEADM = "kubeadm sets it";

    static final OwnedKeys API_SERVER = new OwnedKeys(Map.ofEntries(
            entry("advertise-address", "it is the node's address"),
            entry("secure-port", "it is spec.controlPlaneEndpoint.apiServerPort"),
            entry("etcd-servers", ETCD),
            entry("etcd-cafile", ETCD),
            entry("etcd-certfile", ETCD),
            entry("etcd-keyfile", ETCD),
            entry(
                    "etcd-prefix",
                    "it is /registry, where Kubeferry looks for what is in etcd; an etcd serves one cluster"),
            entry("service-cluster-ip-range", SERVICES),
            entry("feature-gates", GATES)));
    static final OwnedKeys CONTROLLER_MANAGER = new OwnedKeys(Map.of(
            "cluster-cidr",
            "it is spec.network.podSubnet",
            "service-cluster-ip-range",
            SERVICES,
            "cluster-name",
            "it is metadata.name",
            "kubeconfig",
            KUBEADM,
            "feature-gates",
            GATES));
    static final OwnedKeys SCHEDULER = new OwnedKeys(Map.of("kubeconfig", KUBEADM, "feature-gates", GATES));
    static final OwnedKeys ETCD_MEMBER = new OwnedKeys(Map.of(
            "data-dir",
            "it is spec.folders.etcd",
            "name",
            KUBEADM,
            "initial-cluster",
            ETCD,
            "initial-cluster-state",
            ETCD,
            "initial-advertise-peer-urls",
            KUBEADM,
            "advertise-client-urls",
            KUBEADM,
            "listen-client-urls",
            KUBEADM,
            "listen-peer-urls",
            KUBEADM));
    static final OwnedKeys KUBELET = new OwnedKeys(kubelet());
    static final OwnedKeys KUBELET_CONFIGURATION = new OwnedKeys(Map.of(
            "apiVersion",
            KUBEADM,
            "kind",
            KUBEADM,
            "cgroupDriver",
            "containerd is configured with systemd, and both have to agree",
            "staticPodPath",
            KUBEADM,
            "clusterDNS",
            "it follows from spec.network.serviceSubnet",
            "clusterDomain",
            "it is spec.network.dnsDomain",
            "failCgroupV1",
            "write spec.kubernetes.failCgroupV1: kubeadm's own checks have to know it too",
            "featureGates",
            GATES,
            "containerRuntimeEndpoint",
            "it is the socket of the containerd that the bundle brings"));
    static final OwnedKeys KUBE_PROXY_CONFIGURATION = new OwnedKeys(Map.of(
            "apiVersion",
            KUBEADM,
            "kind",
            KUBEADM,
            "clusterCIDR",
            "it is spec.network.podSubnet",
            "clientConnection",
            KUBEADM,
            "featureGates",
            GATES));

    /** Key to reason. */
    private final Map<String, String> reasons;

    private OwnedKeys(Map<String, String> reasons) {
        this.reasons = reasons;
    }

    private static Map<String, String> kubelet() {
        Map<String, String> reasons = new HashMap<>(Map.of(
                "node-ip", "it is the node's address",
                "root-dir", "it is spec.folders.kubelet",
                "node-labels", "write labels at the node",
                "register-with-taints", "write taints at the node",
                "feature-gates", GATES,
                "hostname-override", "it is the node's name",
                "cgroup-driver", "containerd is configured with systemd, and both have to agree",
                "resolv-conf", "it follows from the machine's own resolv.conf"));
        for (String flag : new String[] {"config", "kubeconfig", "bootstrap-kubeconfig", "container-runtime"}) {
            reasons.put(flag, KUBEADM);
        }
        reasons.put("container-runtime-endpoint", "it is the socket of the containerd that the bundle brings");
        reasons.put(
                "pod-infra-container-image",
                "containerd is configured with the image, and kubelet 1.35 has no such flag");
        return reasons;
    }

    /** Tells of every key in a mapping that is not the site's to set. */
    void refuseIn(YamlValue mapping, Problems problems) {
        mapping.entries().forEach((key, value) -> {
            String reason = reasons.get(key);
            if (reason != null) {
                problems.add(
                        value.where(), value.path() + " is not set by hand: " + reason, "leave '" + key + "' out here");
            }
        });
    }
}
