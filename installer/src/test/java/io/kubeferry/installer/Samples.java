package io.kubeferry.installer;

import io.kubeferry.installer.desired.Addon;
import io.kubeferry.installer.desired.Archives;
import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.NodeFacts;
import io.kubeferry.installer.machine.Machine;
import io.kubeferry.installer.plan.FileContent.ArchiveMember;
import io.kubeferry.installer.site.ClusterNetwork;
import io.kubeferry.installer.site.ControlPlaneEndpoint;
import io.kubeferry.installer.site.ControlPlaneEndpoint.Provider;
import io.kubeferry.installer.site.Customisation;
import io.kubeferry.installer.site.Customisation.Component;
import io.kubeferry.installer.site.Customisation.Volume;
import io.kubeferry.installer.site.DataFolders;
import io.kubeferry.installer.site.Etcd;
import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.Role;
import io.kubeferry.installer.site.Secret;
import io.kubeferry.installer.site.Site;
import io.kubeferry.installer.site.SshAccess;
import io.kubeferry.installer.site.Taint;
import io.kubeferry.manifests.bundle.BundleEntry;
import io.kubeferry.manifests.bundle.BundleManifest;
import io.kubeferry.manifests.bundle.CarriedFile;
import io.kubeferry.manifests.bundle.CarriedImage;
import io.kubeferry.manifests.bundle.KubernetesComponent;
import io.kubeferry.manifests.bundle.LoadBalancerComponent;
import io.kubeferry.manifests.bundle.NetworkComponent;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.image.MediaTypes;
import io.kubeferry.manifests.image.Platform;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A site, bundles and bare machines for tests. */
public final class Samples {
    public static final Platform AMD64 = Platform.parse("linux/amd64");

    private static final long MIB = 1L << 20;
    static final Map<String, List<String>> ARCHIVES = Map.of(
            "containerd",
            List.of("bin/containerd", "bin/containerd-shim-runc-v2", "bin/containerd-stress", "bin/ctr"),
            "cni-plugins",
            List.of("./LICENSE", "./README.md", "./bridge", "./host-local", "./loopback", "./portmap"),
            "crictl",
            List.of("crictl"),
            "registry",
            List.of("LICENSE", "README.md", "registry"));

    static final ImageReference FLANNEL = ImageReference.parse("quay.io/coreos/flannel:v0.14.0");
    static final LoadBalancerComponent BALANCER = new LoadBalancerComponent(
            "haproxy",
            Map.of(
                    "haproxy", ImageReference.parse("docker.io/library/haproxy:2.8"),
                    "keepalived", ImageReference.parse("docker.io/osixia/keepalived:2.0.20")));

    private Samples() {}

    /** What serves this site's endpoint; HAProxy where nothing of ours does, too. */
    private static LoadBalancerComponent balancer(Site site) {
        return switch (site.endpoint().provider()) {
            case NGINX ->
                new LoadBalancerComponent(
                        "nginx",
                        Map.of(
                                "nginx", ImageReference.parse("docker.io/library/nginx:1.28"),
                                "keepalived", ImageReference.parse("docker.io/osixia/keepalived:2.0.20")));
            case KUBE_VIP ->
                new LoadBalancerComponent(
                        "kubeVip", Map.of("kube-vip", ImageReference.parse("ghcr.io/kube-vip/kube-vip:v1.2.3")));
            default -> BALANCER;
        };
    }

    /** Three control planes behind HAProxy, one worker. */
    public static Site site() {
        return site(
                new ControlPlaneEndpoint("10.0.0.10", 6443, Provider.HAPROXY, 6444),
                controlPlane(1),
                controlPlane(2),
                controlPlane(3),
                worker(1));
    }

    /** The same with a virtual address of its own. */
    public static Site siteWithEndpoint(String address) {
        return site(
                new ControlPlaneEndpoint(address, 6443, Provider.HAPROXY, 6444),
                controlPlane(1),
                controlPlane(2),
                controlPlane(3),
                worker(1));
    }

    /** One control plane, whose endpoint is served by something else. */
    public static Site smallSite() {
        return site(new ControlPlaneEndpoint("10.0.0.11", 6443, Provider.EXTERNAL, 6443), controlPlane(1));
    }

    public static Site site(ControlPlaneEndpoint endpoint, Node... nodes) {
        return site(endpoint, new Etcd.Stacked(), nodes);
    }

    /** Three control planes behind HAProxy, a worker, and an etcd on three machines of its own. */
    public static Site siteWithEtcdNodes() {
        return site(
                new ControlPlaneEndpoint("10.0.0.10", 6443, Provider.HAPROXY, 6444),
                new Etcd.OwnNodes(),
                controlPlane(1),
                controlPlane(2),
                controlPlane(3),
                etcdNode(1),
                etcdNode(2),
                etcdNode(3),
                worker(1));
    }

    /** Three control planes behind HAProxy, a worker, and an etcd that somebody else keeps. */
    public static Site siteWithExistingEtcd() {
        return site(
                new ControlPlaneEndpoint("10.0.0.10", 6443, Provider.HAPROXY, 6444),
                new Etcd.Existing(
                        List.of("https://192.0.2.31:2379"), "authority", "certificate", new Secret("etcd-key", "key")),
                controlPlane(1),
                controlPlane(2),
                controlPlane(3),
                worker(1));
    }

    /** Three control planes whose endpoint is served by something else than HAProxy, and a worker. */
    public static Site site(Provider provider) {
        int apiServerPort = provider.isProxy() ? 6444 : 6443;
        return site(
                new ControlPlaneEndpoint("10.0.0.10", 6443, provider, apiServerPort),
                controlPlane(1),
                controlPlane(2),
                controlPlane(3),
                worker(1));
    }

    private static Site site(ControlPlaneEndpoint endpoint, Etcd etcd, Node... nodes) {
        return site(endpoint, etcd, Customisation.none(), DataFolders.STANDARD, nodes);
    }

    public static Site site(
            ControlPlaneEndpoint endpoint, Etcd etcd, Customisation customisation, DataFolders folders, Node... nodes) {
        return new Site(
                "depot-7",
                new SshAccess("root", 22, Path.of("/keys/id"), Path.of("/keys/known_hosts")),
                endpoint,
                etcd,
                new ClusterNetwork("10.244.0.0/16", "10.96.0.0/12", "cluster.local"),
                customisation,
                folders,
                List.of(nodes));
    }

    /** One control plane and one worker with everything that can be wanted otherwise than kubeadm has it. */
    public static Site customisedSite() {
        Volume audit = new Volume(
                "audit", "/etc/kubernetes/audit.yaml", "/etc/kubernetes/audit.yaml", true, Optional.of("File"));
        Map<String, Object> eviction = new LinkedHashMap<>(Map.of("memory.available", "200Mi"));
        Map<String, Object> kubelet = new LinkedHashMap<>(Map.of("maxPods", 200L));
        kubelet.put("evictionHard", eviction);
        Customisation customisation = new Customisation(
                new Component(Map.of("audit-policy-file", "/etc/kubernetes/audit.yaml", "v", "2"), List.of(audit)),
                new Component(Map.of("terminated-pod-gc-threshold", "50"), List.of()),
                new Component(Map.of("v", "4"), List.of()),
                new Component(Map.of("quota-backend-bytes", "4294967296"), List.of()),
                List.of("api.depot-7.example", "192.0.2.7"),
                Optional.of("ECDSA-P256"),
                Map.of("GracefulNodeShutdown", true),
                Map.of("PublicKeysECDSA", true),
                new Component(Map.of("v", "3"), List.of()),
                kubelet,
                Map.of("conntrack", new LinkedHashMap<>(Map.of("tcpEstablishedTimeout", "2h0m0s")), "mode", "ipvs"),
                Map.of("kube-apiserver0+merge.yaml", "metadata: {annotations: {depot: \"7\"}}\n"),
                true);
        Node first = new Node(
                "cp-1",
                "10.0.0.11",
                Set.of(Role.CONTROL_PLANE),
                Optional.of("fd00::11"),
                Map.of(),
                Optional.of(List.of()));
        Node worker = new Node(
                "worker-1",
                "10.0.0.21",
                Set.of(Role.WORKER),
                Optional.of("fd00::21"),
                Map.of("example.com/rack", "r1", "example.com/disk", "ssd"),
                Optional.of(List.of(new Taint("example.com/gpu", "yes", "NoSchedule"))));
        return new Site(
                "depot-7",
                new SshAccess("root", 22, Path.of("/keys/id"), Path.of("/keys/known_hosts")),
                new ControlPlaneEndpoint("10.0.0.10", 6443, Provider.HAPROXY, 6444),
                new Etcd.Stacked(),
                new ClusterNetwork("10.244.0.0/16,fd00:10:244::/56", "10.96.0.0/16,fd00:10:96::/112", "depot.local"),
                customisation,
                new DataFolders("/data/etcd", "/data/kubelet", "/data/containerd"),
                List.of(first, worker));
    }

    public static Node etcdNode(int number) {
        return new Node("etcd-" + number, "10.0.0.3" + number, Set.of(Role.ETCD));
    }

    public static Node controlPlane(int number) {
        return new Node("cp-" + number, "10.0.0.1" + number, Set.of(Role.CONTROL_PLANE));
    }

    public static Node worker(int number) {
        return new Node("worker-" + number, "10.0.0.2" + number, Set.of(Role.WORKER));
    }

    /** Kubernetes 1.20.2, whose images are at k8s.gcr.io. */
    public static KubernetesComponent kubernetes120() {
        return kubernetes("v1.20.2", "k8s.gcr.io", "coredns:1.7.0", "3.4.13-0", "3.2", "1.6.20");
    }

    /** Kubernetes 1.26.15. */
    public static KubernetesComponent kubernetes126() {
        return kubernetes("v1.26.15", "registry.k8s.io", "coredns/coredns:v1.9.3", "3.5.10-0", "3.9", "1.7.34");
    }

    /** Kubernetes 1.36.3. */
    public static KubernetesComponent kubernetes136() {
        return kubernetes("v1.36.3", "registry.k8s.io", "coredns/coredns:v1.14.2", "3.6.8-0", "3.10.2", "2.3.4");
    }

    public static KubernetesComponent kubernetes(
            String version, String repository, String coredns, String etcd, String pause, String containerd) {
        Map<String, ImageReference> images = new HashMap<>();
        for (String name : List.of("kube-apiserver", "kube-controller-manager", "kube-scheduler", "kube-proxy")) {
            images.put(name, ImageReference.parse(repository + "/" + name + ":" + version));
        }
        images.put("coredns", ImageReference.parse(repository + "/" + coredns));
        images.put("etcd", ImageReference.parse(repository + "/etcd:" + etcd));
        images.put("pause", ImageReference.parse(repository + "/pause:" + pause));
        Map<String, String> tools = new HashMap<>();
        List.of("kubeadm", "kubectl", "kubelet").forEach(tool -> tools.put(tool, version));
        tools.putAll(Map.of(
                "containerd",
                containerd,
                "runc",
                "v1.1.5",
                "cni-plugins",
                "v1.1.1",
                "crictl",
                "v1.20.0",
                "registry",
                "2.8.3"));
        return new KubernetesComponent(KubernetesVersion.parse(version), repository, images, tools);
    }

    /** What is wanted of a site: the given release, Flannel, HAProxy, and a shop's image. */
    public static Target target(Site site, KubernetesComponent kubernetes) {
        List<CarriedFile> files = new ArrayList<>();
        Map<Digest, List<ArchiveMember>> archives = new TreeMap<>();
        kubernetes.tools().forEach((tool, version) -> {
            Digest digest = digest(tool + version);
            files.add(new CarriedFile(tool, version, Optional.of(AMD64), "https://upstream/" + tool, digest, 20 * MIB));
            if (ARCHIVES.containsKey(tool)) {
                archives.put(
                        digest,
                        ARCHIVES.get(tool).stream()
                                .map(member -> new ArchiveMember(
                                        digest,
                                        member.startsWith("./") ? member.substring(2) : member,
                                        digest(tool + version + member),
                                        8 * MIB))
                                .toList());
            }
        });
        return new Target(site, bundle(kubernetes, balancer(site), files), new Archives(archives), flannelManifest());
    }

    /** The same target with a bundle that carries no load balancer. */
    public static Target withoutLoadBalancer(Target target) {
        BundleManifest all = target.bundle();
        return with(target, target.networkManifest(), all.network(), Optional.empty(), all.files());
    }

    /** The same target with a bundle that carries these files instead. */
    public static Target with(Target target, List<CarriedFile> files) {
        BundleManifest all = target.bundle();
        return with(target, target.networkManifest(), all.network(), all.loadBalancer(), files);
    }

    /** The same target with another network; the manifest is to be of that provider. */
    public static Target withNetwork(Target target, String provider, String version, String manifest) {
        BundleManifest all = target.bundle();
        NetworkComponent network = new NetworkComponent(provider, version, digest(manifest), List.of(FLANNEL));
        return with(target, manifest, network, all.loadBalancer(), all.files());
    }

    private static Target with(
            Target target,
            String networkManifest,
            NetworkComponent network,
            Optional<LoadBalancerComponent> loadBalancer,
            List<CarriedFile> files) {
        BundleManifest all = target.bundle();
        BundleManifest other = new BundleManifest(
                all.format(),
                all.name(),
                all.version(),
                all.platforms(),
                all.upgradeFrom(),
                all.kubernetes(),
                network,
                loadBalancer,
                all.addons(),
                all.untested(),
                all.runtimes(),
                files,
                all.images(),
                all.entries());
        return new Target(target.site(), other, target.archives(), networkManifest, target.addons());
    }

    /** The same target with add-ons. */
    public static Target withAddons(Target target, Addon... addons) {
        return new Target(target.site(), target.bundle(), target.archives(), target.networkManifest(), List.of(addons));
    }

    private static BundleManifest bundle(
            KubernetesComponent kubernetes, LoadBalancerComponent balancer, List<CarriedFile> files) {
        List<ImageReference> references = new ArrayList<>(kubernetes.images().values());
        references.add(FLANNEL);
        references.addAll(balancer.images().values());
        references.add(ImageReference.parse("docker.io/library/nginx:1.29"));
        List<CarriedImage> images = references.stream().map(Samples::image).toList();
        List<BundleEntry> entries = new ArrayList<>();
        images.forEach(image -> {
            image.manifests().forEach(digest -> entries.add(BundleEntry.blob(digest, 1234)));
            image.blobs().forEach(digest -> entries.add(BundleEntry.blob(digest, 30 * MIB)));
        });
        return new BundleManifest(
                BundleManifest.FORMAT,
                "edge",
                "2026.11.0",
                List.of(AMD64),
                Optional.empty(),
                List.of(kubernetes),
                new NetworkComponent("flannel", "v0.14.0", digest(flannelManifest()), List.of(FLANNEL)),
                Optional.of(balancer),
                List.of(),
                List.of(),
                List.of(),
                files,
                images,
                entries);
    }

    private static CarriedImage image(ImageReference reference) {
        Digest manifest = digest("manifest of " + reference);
        return new CarriedImage(
                reference,
                manifest,
                MediaTypes.OCI_MANIFEST,
                1234,
                List.of(manifest),
                List.of(digest("config of " + reference), digest("layer of " + reference)),
                List.of("a test"));
    }

    /** The parts of a Flannel manifest that the installer looks at. */
    public static String flannelManifest() {
        return """
                kind: ConfigMap
                apiVersion: v1
                metadata:
                  name: kube-flannel-cfg
                  namespace: kube-system
                data:
                  net-conf.json: |
                    {
                      "Network": "10.240.0.0/14",
                      "Backend": {"Type": "vxlan"}
                    }
                ---
                apiVersion: apps/v1
                kind: DaemonSet
                metadata:
                  name: kube-flannel-ds
                  namespace: kube-system
                spec:
                  template:
                    spec:
                      containers:
                      - name: kube-flannel
                        args:
                        - --ip-masq
                        - --kube-subnet-mgr
                """;
    }

    public static Digest digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A machine as its operating system left it. */
    public static Machine machine(Node node) {
        return bare(site(site().endpoint(), node)).node(node.name()).machine();
    }

    /** Bare machines. */
    public static Facts bare(Site site) {
        return Facts.ofBareHosts(site, AMD64);
    }

    /** A machine that Kubeferry has never seen. */
    public static NodeFacts bare(Node node, Machine machine) {
        return found(node, machine, Map.of(), Set.of(), List.of());
    }

    /** A machine with traces of a cluster: detached actions that ended, files that matter, Kubeferry's record. */
    public static NodeFacts found(
            Node node, Machine machine, Map<String, Integer> actions, Set<String> loose, List<String> changes) {
        return new NodeFacts(
                node.name(),
                machine,
                Map.of(),
                Map.of("containerd", "unknown/unknown", "kubelet", "unknown/unknown"),
                actions,
                Map.of(),
                Map.of(),
                Set.of(),
                loose,
                changes,
                Set.of());
    }
}
