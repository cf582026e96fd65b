package io.kubeferry.installer.kubeadm;

import io.kubeferry.installer.plan.Placeholder;
import io.kubeferry.installer.site.ControlPlaneEndpoint.Provider;
import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.Site;
import io.kubeferry.manifests.bundle.KubernetesComponent;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The files that {@code kubeadm --config} reads. Everything that kubeadm would otherwise ask the network or guess from the
 * default route is written: the exact version, the advertised address, the node's name, the container runtime's socket.
 */
public final class KubeadmConfig {
    private static final String SOCKET = "/run/containerd/containerd.sock";
    /** Of a bootstrap token; kubeadm's uploaded certificates live as long. */
    private static final String TOKEN_LIFE = "2h0m0s";
    /** Slow disks take their time for the first start of etcd; kubeadm's own limit is 4 minutes. */
    private static final String START_LIMIT = "6m0s";

    private final Site site;
    private final KubernetesComponent kubernetes;
    private final ConfigApi api;

    public KubeadmConfig(Site site, KubernetesComponent kubernetes) {
        this.site = site;
        this.kubernetes = kubernetes;
        this.api = ConfigApi.of(kubernetes.version());
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
        return initConfiguration(first)
                + "---\n"
                + clusterConfiguration()
                + "---\n"
                + kubeletConfiguration()
                + "---\n"
                + proxyConfiguration(mayWriteConntrack);
    }

    /** What a node joins with: as a control plane or as a worker, as its role says. */
    public String join(KubeadmNode joining) {
        return """
                apiVersion: %s
                kind: JoinConfiguration
                discovery:
                  bootstrapToken:
                    token: "%s"
                    apiServerEndpoint: "%s"
                    caCertHashes:
                    - "%s"
                """.formatted(
                                api.apiVersion(),
                                Placeholder.JOIN_TOKEN.mark(),
                                site.endpoint().hostAndPort(),
                                Placeholder.CA_CERT_HASH.mark())
                + nodeRegistration(joining, ignoredAtJoin(joining.node()))
                + (joining.node().isControlPlane() ? joinControlPlane(joining.node()) : "")
                + api.timeouts(START_LIMIT);
    }

    private String initConfiguration(KubeadmNode first) {
        return """
                apiVersion: %s
                kind: InitConfiguration
                bootstrapTokens:
                - token: "%s"
                  ttl: %s
                  usages:
                  - signing
                  - authentication
                  groups:
                  - system:bootstrappers:kubeadm:default-node-token
                certificateKey: "%s"
                localAPIEndpoint:
                  advertiseAddress: "%s"
                  bindPort: %d
                """.formatted(
                                api.apiVersion(),
                                Placeholder.JOIN_TOKEN.mark(),
                                TOKEN_LIFE,
                                Placeholder.CERTIFICATE_KEY.mark(),
                                first.node().address(),
                                site.endpoint().apiServerPort())
                + nodeRegistration(first, "")
                + api.timeouts(START_LIMIT);
    }

    private String clusterConfiguration() {
        return """
                apiVersion: %s
                kind: ClusterConfiguration
                clusterName: "%s"
                kubernetesVersion: "%s"
                controlPlaneEndpoint: "%s"
                imageRepository: "%s"
                %snetworking:
                  podSubnet: "%s"
                  serviceSubnet: "%s"
                  dnsDomain: "%s"
                apiServer:
                %s  certSANs:
                """.formatted(
                                api.apiVersion(),
                                site.name(),
                                kubernetes.version(),
                                site.endpoint().hostAndPort(),
                                kubernetes.imageRepository(),
                                dnsRepository()
                                        .map(r -> "dns:\n  imageRepository: \"" + r + "\"\n")
                                        .orElse(""),
                                site.network().podSubnet(),
                                site.network().serviceSubnet(),
                                site.network().dnsDomain(),
                                api.apiServerTimeout(START_LIMIT))
                + certificateNames().stream()
                        .map(name -> "  - \"" + name + "\"\n")
                        .collect(Collectors.joining());
    }

    /** Every name and address that somebody may reach an API server by. */
    private Set<String> certificateNames() {
        Set<String> names = new LinkedHashSet<>();
        names.add(site.endpoint().address());
        site.controlPlanes().forEach(node -> names.add(node.address()));
        site.controlPlanes().forEach(node -> names.add(node.name()));
        names.add("127.0.0.1");
        names.add("localhost");
        return names;
    }

    /**
     * Where CoreDNS comes from, if kubeadm would not find it by itself. It looks for {@code <repository>/coredns}, except
     * under its own default registry, where it looks for {@code <repository>/coredns/coredns}; 1.21 does that under every
     * registry, and would nest a repository given here once more.
     */
    private Optional<String> dnsRepository() {
        ImageReference coredns = kubernetes.image("coredns");
        String parent = coredns.name().substring(0, coredns.name().lastIndexOf('/'));
        boolean knownDefault = kubernetes.version().isAtLeast(1, 25)
                && kubernetes.imageRepository().equals("registry.k8s.io");
        boolean nestsByItself = knownDefault || !kubernetes.version().isAtLeast(1, 22);
        return parent.equals(kubernetes.imageRepository()) || nestsByItself ? Optional.empty() : Optional.of(parent);
    }

    private static String kubeletConfiguration() {
        return """
                apiVersion: kubelet.config.k8s.io/v1beta1
                kind: KubeletConfiguration
                cgroupDriver: systemd
                """;
    }

    private static String proxyConfiguration(boolean mayWriteConntrack) {
        String proxy = """
                apiVersion: kubeproxy.config.k8s.io/v1alpha1
                kind: KubeProxyConfiguration
                mode: iptables
                """;
        // Zero leaves the limit as it is; kube-proxy ends where it may not write what it wants to.
        return mayWriteConntrack ? proxy : proxy + """
                conntrack:
                  maxPerCore: 0
                  min: 0
                """;
    }

    private String nodeRegistration(KubeadmNode registered, String ignored) {
        return """
                nodeRegistration:
                  name: "%s"
                  criSocket: "%s"
                  kubeletExtraArgs:
                """.formatted(registered.node().name(), criSocket(kubernetes.version()))
                + api.arguments("    ", registered.kubeletArguments())
                + ignored;
    }

    /**
     * The pods that serve the endpoint stand in the folder that kubeadm wants to find empty at a join. At init it looks
     * for its own files only.
     */
    private String ignoredAtJoin(Node node) {
        boolean servesEndpoint = node.isControlPlane() && site.endpoint().provider() == Provider.HAPROXY;
        return servesEndpoint ? "  ignorePreflightErrors:\n  - DirAvailable--etc-kubernetes-manifests\n" : "";
    }

    private String joinControlPlane(Node node) {
        return """
                controlPlane:
                  localAPIEndpoint:
                    advertiseAddress: "%s"
                    bindPort: %d
                  certificateKey: "%s"
                """.formatted(node.address(), site.endpoint().apiServerPort(), Placeholder.CERTIFICATE_KEY.mark());
    }
}
