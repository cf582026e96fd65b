package io.kubeferry.installer.kubeadm;

import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.Site;
import io.kubeferry.manifests.bundle.KubernetesComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What {@code kubeadm init phase etcd local} makes a member's static pod of, on a machine that only has etcd. Names, addresses
 * and certificates are kubeadm's own; it only has to be told who the others are.
 */
public final class EtcdNodeConfig {
    private static final int PEER_PORT = 2380;

    private final Site site;
    private final KubernetesComponent kubernetes;

    public EtcdNodeConfig(Site site, KubernetesComponent kubernetes) {
        this.site = site;
        this.kubernetes = kubernetes;
    }

    /** kubeadm's configuration for this member. */
    public String kubeadm(Node node) {
        ConfigApi api = ConfigApi.of(kubernetes.version());
        Map<String, Object> init = api.document("InitConfiguration");
        Map<String, Object> endpoint = new LinkedHashMap<>();
        endpoint.put("advertiseAddress", node.address());
        init.put("localAPIEndpoint", endpoint);
        Map<String, Object> registration = new LinkedHashMap<>();
        registration.put("name", node.name());
        registration.put("criSocket", KubeadmConfig.criSocket(kubernetes.version()));
        init.put("nodeRegistration", registration);
        if (new KubeadmPatches(site, kubernetes.version()).inConfiguration()) {
            init.put("patches", Map.of("directory", KubeadmPatches.FOLDER));
        }
        Map<String, Object> cluster = new ClusterConfiguration(site, kubernetes).common();
        Map<String, String> members = new TreeMap<>();
        members.put("initial-cluster", members());
        members.put("initial-cluster-state", "new");
        cluster.put("etcd", Map.of("local", ClusterConfiguration.localEtcd(site, api, members)));
        return YamlText.of(List.of(init, cluster));
    }

    private String members() {
        return site.etcdNodes().stream()
                .map(node -> node.name() + "=https://" + node.address() + ":" + PEER_PORT)
                .collect(Collectors.joining(","));
    }

    /** The configuration of the kubelet that runs the static pod, and belongs to no cluster. */
    public String kubelet() {
        String socket = KubeadmConfig.criSocket(kubernetes.version());
        return YamlText.of(List.of(new ComponentConfigs(site, kubernetes.version()).kubeletAlone(socket)));
    }
}
