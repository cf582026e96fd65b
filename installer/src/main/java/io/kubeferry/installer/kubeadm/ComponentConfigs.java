package io.kubeferry.installer.kubeadm;

import io.kubeferry.installer.site.Customisation;
import io.kubeferry.installer.site.Site;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The configurations of the kubelet and of kube-proxy, with what the site wants of them. */
final class ComponentConfigs {
    private final Customisation wanted;
    private final KubernetesVersion version;

    ComponentConfigs(Site site, KubernetesVersion version) {
        this.wanted = site.customisation();
        this.version = version;
    }

    /** Every node's kubelet. */
    Map<String, Object> kubelet() {
        Map<String, Object> document = kubeletBasis();
        merge(document, wanted.kubeletConfiguration());
        return document;
    }

    /** A kubelet that belongs to no cluster: it runs the pods of its folder, and nobody may ask it for anything. */
    Map<String, Object> kubeletAlone(String socket) {
        Map<String, Object> document = kubeletBasis();
        document.put("address", "127.0.0.1");
        document.put("staticPodPath", "/etc/kubernetes/manifests");
        Map<String, Object> authentication = new LinkedHashMap<>();
        authentication.put("anonymous", new LinkedHashMap<>(Map.of("enabled", false)));
        authentication.put("webhook", new LinkedHashMap<>(Map.of("enabled", false)));
        document.put("authentication", authentication);
        document.put("authorization", new LinkedHashMap<>(Map.of("mode", "AlwaysAllow")));
        if (version.isAtLeast(1, 27)) {
            document.put("containerRuntimeEndpoint", socket);
        }
        return document;
    }

    private Map<String, Object> kubeletBasis() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("apiVersion", "kubelet.config.k8s.io/v1beta1");
        document.put("kind", "KubeletConfiguration");
        document.put("cgroupDriver", "systemd");
        // The key came with 1.31; the kubelet refuses keys that it does not know.
        if (wanted.toleratesCgroupV1() && version.isAtLeast(1, 31)) {
            document.put("failCgroupV1", false);
        }
        if (!wanted.featureGates().isEmpty()) {
            document.put("featureGates", new TreeMap<>(wanted.featureGates()));
        }
        return document;
    }

    /**
     * kube-proxy.
     *
     * @param mayWriteConntrack whether it may set {@code nf_conntrack_max} on every node
     */
    Map<String, Object> proxy(boolean mayWriteConntrack) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("apiVersion", "kubeproxy.config.k8s.io/v1alpha1");
        document.put("kind", "KubeProxyConfiguration");
        document.put("mode", "iptables");
        if (!mayWriteConntrack) {
            // Zero leaves the limit as it is; kube-proxy ends where it may not write what it wants to.
            Map<String, Object> conntrack = new LinkedHashMap<>();
            conntrack.put("maxPerCore", 0);
            conntrack.put("min", 0);
            document.put("conntrack", conntrack);
        }
        if (!wanted.featureGates().isEmpty()) {
            document.put("featureGates", new TreeMap<>(wanted.featureGates()));
        }
        merge(document, wanted.kubeProxyConfiguration());
        return document;
    }

    /** The site's own keys; a mapping in both is one mapping with the keys of both, and the site's values win. */
    @SuppressWarnings("unchecked")
    private static void merge(Map<String, Object> into, Map<String, Object> own) {
        own.forEach((key, value) -> {
            if (value instanceof Map && into.get(key) instanceof Map) {
                merge((Map<String, Object>) into.get(key), (Map<String, Object>) value);
            } else {
                into.put(key, value);
            }
        });
    }
}
