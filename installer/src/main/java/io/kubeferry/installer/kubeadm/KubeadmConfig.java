package io.kubeferry.installer.kubeadm;

import io.kubeferry.installer.plan.Placeholder;
import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.Site;
import io.kubeferry.installer.site.Taint;
import io.kubeferry.manifests.bundle.KubernetesComponent;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files that {@code kubeadm --config} reads. Everything that kubeadm would otherwise ask the network or guess from the
 * default route is written: the exact version, the advertised address, the node's name, the container runtime's socket.
 */
public final class KubeadmConfig {
    private static final String SOCKET = "/run/containerd/containerd.sock";
    /** Of a bootstrap token; kubeadm's uploaded certificates live as long. */
    private static final String TOKEN_LIFE = "2h0m0s";

    private static final Set<String> START = Set.of("controlPlaneComponentHealthCheck");
    /** kubeadm's first call of the new API server comes before it waits for it, and is given up after one minute by default. */
    private static final Set<String> START_OF_FIRST = Set.of("controlPlaneComponentHealthCheck", "kubernetesAPICall");

    private final Site site;
    private final KubernetesComponent kubernetes;
    private final ConfigApi api;
    private final KubeadmPatches patches;

    public KubeadmConfig(Site site, KubernetesComponent kubernetes) {
        this.site = site;
        this.kubernetes = kubernetes;
        this.api = ConfigApi.of(kubernetes.version());
        this.patches = new KubeadmPatches(site, kubernetes.version());
    }

    /** The container runtime's socket in the form that this release wants: a URL since 1.24. */
    public static String criSocket(KubernetesVersion version) {
        return version.isAtLeast(1, 24) ? "unix://" + SOCKET : SOCKET;
    }

    /**
     * What the cluster is begun with; later also what its tokens and uploaded certificates are renewed with.
     *
     * @param mayWriteConntrack whether kube-proxy may set {@code nf_conntrack_max} on every node
     */
    public String init(KubeadmNode first, boolean mayWriteConntrack) {
        ComponentConfigs components = new ComponentConfigs(site, kubernetes.version());
        return YamlText.of(List.of(
                initConfiguration(first),
                new ClusterConfiguration(site, kubernetes).tree(),
                components.kubelet(),
                components.proxy(mayWriteConntrack)));
    }

    /** What a node joins with: as a control plane or as a worker, as its role says. */
    public String join(KubeadmNode joining) {
        Map<String, Object> document = api.document("JoinConfiguration");
        Map<String, Object> token = new LinkedHashMap<>();
        token.put("token", Placeholder.JOIN_TOKEN.mark());
        token.put("apiServerEndpoint", site.endpoint().hostAndPort());
        token.put("caCertHashes", List.of(Placeholder.CA_CERT_HASH.mark()));
        document.put("discovery", Map.of("bootstrapToken", token));
        document.put("nodeRegistration", nodeRegistration(joining, ignoredAtJoin(joining.node())));
        if (joining.node().isControlPlane()) {
            Map<String, Object> controlPlane = new LinkedHashMap<>();
            controlPlane.put("localAPIEndpoint", localEndpoint(joining.node()));
            controlPlane.put("certificateKey", Placeholder.CERTIFICATE_KEY.mark());
            document.put("controlPlane", controlPlane);
        }
        putTimeoutsAndPatches(document, START);
        return YamlText.of(List.of(document));
    }

    private Map<String, Object> initConfiguration(KubeadmNode first) {
        Map<String, Object> document = api.document("InitConfiguration");
        Map<String, Object> token = new LinkedHashMap<>();
        token.put("token", Placeholder.JOIN_TOKEN.mark());
        token.put("ttl", TOKEN_LIFE);
        token.put("usages", List.of("signing", "authentication"));
        token.put("groups", List.of("system:bootstrappers:kubeadm:default-node-token"));
        document.put("bootstrapTokens", List.of(token));
        document.put("certificateKey", Placeholder.CERTIFICATE_KEY.mark());
        document.put("localAPIEndpoint", localEndpoint(first.node()));
        document.put("nodeRegistration", nodeRegistration(first, ignoredAtInit()));
        putTimeoutsAndPatches(document, START_OF_FIRST);
        return document;
    }

    private Map<String, Object> localEndpoint(Node node) {
        Map<String, Object> endpoint = new LinkedHashMap<>();
        endpoint.put("advertiseAddress", node.address());
        endpoint.put("bindPort", site.endpoint().apiServerPort());
        return endpoint;
    }

    private void putTimeoutsAndPatches(Map<String, Object> document, Set<String> timeouts) {
        if (api.isV1beta4()) {
            Map<String, String> tree = new TreeMap<>();
            timeouts.forEach(timeout -> tree.put(timeout, ClusterConfiguration.START_LIMIT));
            document.put("timeouts", tree);
        }
        if (patches.inConfiguration()) {
            document.put("patches", Map.of("directory", KubeadmPatches.FOLDER));
        }
    }

    private Map<String, Object> nodeRegistration(KubeadmNode registered, List<String> ignored) {
        Map<String, Object> registration = new LinkedHashMap<>();
        registration.put("name", registered.node().name());
        registration.put("criSocket", criSocket(kubernetes.version()));
        registered.node().taints().ifPresent(taints -> registration.put("taints", taints(taints)));
        registration.put("kubeletExtraArgs", api.arguments(registered.kubeletArguments(site)));
        if (!ignored.isEmpty()) {
            registration.put("ignorePreflightErrors", ignored);
        }
        return registration;
    }

    private static List<Map<String, String>> taints(List<Taint> taints) {
        return taints.stream()
                .map(taint -> {
                    Map<String, String> tree = new TreeMap<>();
                    tree.put("key", taint.key());
                    tree.put("value", taint.value());
                    tree.put("effect", taint.effect());
                    return tree;
                })
                .collect(Collectors.toList());
    }

    private List<String> ignoredAtInit() {
        return toleratesCgroupV1() ? List.of("SystemVerification") : List.of();
    }

    /**
     * The pods that serve the endpoint stand in the folder that kubeadm wants to find empty at a join. At init it looks
     * for its own files only.
     */
    private List<String> ignoredAtJoin(Node node) {
        boolean servesEndpoint =
                node.isControlPlane() && site.endpoint().provider().isOurs();
        List<String> ignored = servesEndpoint ? List.of("DirAvailable--etc-kubernetes-manifests") : List.of();
        return toleratesCgroupV1()
                ? Stream.concat(ignored.stream(), ignoredAtInit().stream()).toList()
                : ignored;
    }

    /** From 1.35 on kubeadm's own look at the machine fails on cgroups of the first version. */
    private boolean toleratesCgroupV1() {
        return site.customisation().toleratesCgroupV1() && kubernetes.version().isAtLeast(1, 35);
    }
}
