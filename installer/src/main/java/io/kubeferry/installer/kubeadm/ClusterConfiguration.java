package io.kubeferry.installer.kubeadm;

import io.kubeferry.installer.site.Customisation;
import io.kubeferry.installer.site.Customisation.Component;
import io.kubeferry.installer.site.Customisation.Volume;
import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.Site;
import io.kubeferry.manifests.bundle.KubernetesComponent;
import io.kubeferry.manifests.image.ImageReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The document that the whole cluster has in common. */
final class ClusterConfiguration {
    /** Slow disks take their time for the first start of etcd; kubeadm's own limit is 4 minutes. */
    static final String START_LIMIT = "6m0s";

    private final Site site;
    private final KubernetesComponent kubernetes;
    private final ConfigApi api;

    ClusterConfiguration(Site site, KubernetesComponent kubernetes) {
        this.site = site;
        this.kubernetes = kubernetes;
        this.api = ConfigApi.of(kubernetes.version());
    }

    Map<String, Object> tree() {
        Customisation wanted = site.customisation();
        Map<String, Object> document = common();
        document.put("controlPlaneEndpoint", site.endpoint().hostAndPort());
        dnsRepository().ifPresent(repository -> document.put("dns", Map.of("imageRepository", repository)));
        etcd().ifPresent(etcd -> document.put("etcd", etcd));
        document.put("networking", networking());
        Map<String, Object> apiServer = component(wanted.apiServer());
        if (!api.isV1beta4()) {
            apiServer.put("timeoutForControlPlane", START_LIMIT);
        }
        apiServer.put("certSANs", new ArrayList<>(certificateNames()));
        document.put("apiServer", apiServer);
        putIfAny(document, "controllerManager", component(wanted.controllerManager()));
        putIfAny(document, "scheduler", component(wanted.scheduler()));
        putIfAny(document, "featureGates", new TreeMap<>(wanted.kubeadmFeatureGates()));
        return document;
    }

    /** What the configuration of an etcd member of its own begins with, too. */
    Map<String, Object> common() {
        Map<String, Object> document = api.document("ClusterConfiguration");
        document.put("clusterName", site.name());
        document.put("kubernetesVersion", kubernetes.version().toString());
        document.put("imageRepository", kubernetes.imageRepository());
        site.customisation()
                .keyAlgorithm()
                .filter(algorithm -> api.isV1beta4())
                .ifPresent(algorithm -> document.put("encryptionAlgorithm", algorithm));
        return document;
    }

    private Map<String, Object> networking() {
        Map<String, Object> networking = new LinkedHashMap<>();
        networking.put("podSubnet", site.network().podSubnet());
        networking.put("serviceSubnet", site.network().serviceSubnet());
        networking.put("dnsDomain", site.network().dnsDomain());
        return networking;
    }

    /** Nothing where etcd is stacked and as kubeadm has it. */
    private Optional<Map<String, Object>> etcd() {
        if (site.etcd().isStacked()) {
            Map<String, Object> local = localEtcd(site, api, Map.of());
            return local.isEmpty() ? Optional.empty() : Optional.of(Map.of("local", local));
        }
        Map<String, Object> external = new LinkedHashMap<>();
        external.put("endpoints", new ArrayList<>(EtcdClient.endpoints(site)));
        external.put("caFile", EtcdClient.AUTHORITY);
        external.put("certFile", EtcdClient.CERTIFICATE);
        external.put("keyFile", EtcdClient.KEY);
        return Optional.of(Map.of("external", external));
    }

    /** A member that kubeadm writes the static pod of; arguments of our own win over a site's. */
    static Map<String, Object> localEtcd(Site site, ConfigApi api, Map<String, String> own) {
        Map<String, Object> local = new LinkedHashMap<>();
        if (!site.folders().etcd().equals("/var/lib/etcd")) {
            local.put("dataDir", site.folders().etcd());
        }
        Map<String, String> arguments =
                new TreeMap<>(site.customisation().etcd().arguments());
        arguments.putAll(own);
        if (!arguments.isEmpty()) {
            local.put("extraArgs", api.arguments(arguments));
        }
        return local;
    }

    private Map<String, Object> component(Component component) {
        Map<String, Object> tree = new LinkedHashMap<>();
        Map<String, String> arguments = new TreeMap<>();
        site.customisation().featureGatesFlag().ifPresent(gates -> arguments.put("feature-gates", gates));
        arguments.putAll(component.arguments());
        if (!arguments.isEmpty()) {
            tree.put("extraArgs", api.arguments(arguments));
        }
        if (!component.volumes().isEmpty()) {
            tree.put(
                    "extraVolumes",
                    component.volumes().stream()
                            .map(ClusterConfiguration::volume)
                            .toList());
        }
        return tree;
    }

    private static Map<String, Object> volume(Volume volume) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", volume.name());
        tree.put("hostPath", volume.hostPath());
        tree.put("mountPath", volume.mountPath());
        if (volume.readOnly()) {
            tree.put("readOnly", true);
        }
        volume.pathType().ifPresent(type -> tree.put("pathType", type));
        return tree;
    }

    private static void putIfAny(Map<String, Object> document, String key, Map<String, ?> value) {
        if (!value.isEmpty()) {
            document.put(key, value);
        }
    }

    /** Every name and address that somebody may reach an API server by. */
    private Set<String> certificateNames() {
        Set<String> names = new LinkedHashSet<>();
        names.add(site.endpoint().address());
        site.controlPlanes().forEach(node -> names.add(node.address()));
        site.controlPlanes().forEach(node -> node.ipv6().ifPresent(names::add));
        site.controlPlanes().stream().map(Node::name).forEach(names::add);
        names.add("127.0.0.1");
        names.add("localhost");
        names.addAll(site.customisation().certificateNames());
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
}
