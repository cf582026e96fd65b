package io.kubeferry.installer.procedure;

import io.kubeferry.installer.SampleMachine;
import io.kubeferry.installer.Samples;
import io.kubeferry.installer.desired.Addon;
import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.ClusterFacts;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.NodeFacts;
import io.kubeferry.installer.facts.NodeMarks;
import io.kubeferry.installer.machine.Machine;
import io.kubeferry.installer.phase.workload.NetworkWorkloads;
import io.kubeferry.installer.phase.workload.Workloads;
import io.kubeferry.installer.plan.Action;
import io.kubeferry.installer.plan.Action.Place;
import io.kubeferry.installer.plan.Action.Run;
import io.kubeferry.installer.plan.FileContent;
import io.kubeferry.installer.plan.FileContent.ArchiveMember;
import io.kubeferry.installer.plan.FileContent.Blob;
import io.kubeferry.installer.plan.FileContent.SiteCertificate;
import io.kubeferry.installer.plan.FileContent.Text;
import io.kubeferry.installer.plan.Plan;
import io.kubeferry.installer.plan.PlannedFile;
import io.kubeferry.installer.registry.RegistryConfig;
import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.Site;
import io.kubeferry.installer.site.Taint;
import io.kubeferry.manifests.content.Digest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Machines that plans are carried out on, as far as facts show it. It insists on what real hosts insist on: kubeadm
 * wants its images, its configuration and clean ground; a join wants credentials.
 */
final class SimulatedSite {
    private static final Map<String, String> SETTINGS = Map.of(
            "net.ipv4.ip_forward", "1",
            "net.ipv6.conf.all.forwarding", "1",
            "net.bridge.bridge-nf-call-iptables", "1",
            "net.bridge.bridge-nf-call-ip6tables", "1");

    /** What is there of a machine. */
    private static final class Host {
        private final Map<String, Digest> files = new TreeMap<>();
        private final Set<String> enabled = new HashSet<>();
        private final Set<String> active = new HashSet<>();
        private final Map<String, Integer> actions = new TreeMap<>();
        private final Map<String, Long> blobs = new TreeMap<>();
        private final Map<String, String> links = new TreeMap<>();
        private final Set<String> pulled = new HashSet<>();
        private final Set<String> pinned = new HashSet<>();
        private final Set<String> loose = new HashSet<>();
        private final Set<String> changes = new LinkedHashSet<>();
        private final Set<String> originals = new HashSet<>();
        private Machine machine;
    }

    private final Site site;
    private final Map<String, Host> hosts = new LinkedHashMap<>();
    private final Map<String, Boolean> nodes = new TreeMap<>();
    private final Map<String, NodeMarks> marks = new TreeMap<>();
    private final Map<String, Boolean> workloads = new TreeMap<>();
    private final Map<String, List<String>> made = new TreeMap<>();
    private final Set<String> namespaces = new TreeSet<>();
    private int run;
    private String authority = "";
    private String etcdAuthority = "";
    private boolean hasToken;
    private boolean hasCertificates;
    private boolean hasHash;

    SimulatedSite(Site site) {
        this(site, Map.of("/etc/kubeferry/network/flannel.yaml", List.of("kube-system/daemonset/kube-flannel-ds")));
    }

    /** A site that knows what the target's manifests run. */
    SimulatedSite(Target target) {
        this(target.site(), workloadsByFile(target));
    }

    private SimulatedSite(Site site, Map<String, List<String>> manifests) {
        this.site = site;
        made.putAll(manifests);
        made.put(
                "/etc/kubeferry/network/check.yaml",
                List.of("kubeferry-check/daemonset/everywhere", "kubeferry-check/deployment/target"));
        for (Node node : site.nodes()) {
            Host host = new Host();
            host.machine = Samples.machine(node);
            hosts.put(node.name(), host);
        }
    }

    private static Map<String, List<String>> workloadsByFile(Target target) {
        Map<String, List<String>> files = new TreeMap<>();
        files.put(
                "/etc/kubeferry/network/" + target.bundle().network().provider() + ".yaml",
                NetworkWorkloads.of(target.networkManifest()));
        for (Addon addon : target.addons()) {
            for (int i = 0; i < addon.manifests().size(); i++) {
                files.put(
                        "/etc/kubeferry/addons/" + addon.name() + "/" + (i + 1) + ".yaml",
                        Workloads.of(addon.manifests().get(i).objects()));
            }
        }
        return files;
    }

    /** Somebody deletes a workload. */
    void lose(String workload) {
        require(workloads.remove(workload) != null, workload + " was not there");
    }

    /** A workload's pods fail. */
    void stop(String workload) {
        require(workloads.replace(workload, false) != null, workload + " was not there");
    }

    /** A machine is replaced by a bare one. */
    void replaceByABareMachine(String node) {
        Host bare = new Host();
        site.nodes().stream()
                .filter(each -> each.name().equals(node))
                .forEach(each -> bare.machine = Samples.machine(each));
        hosts.put(node, bare);
    }

    /** Somebody runs {@code kubeadm reset}: our record stays. */
    void clearByHand(String node) {
        host(node).loose.removeIf(path -> path.startsWith("/etc/kubernetes/"));
    }

    /** What an observer would see. */
    Facts facts() {
        Map<String, NodeFacts> facts = new TreeMap<>();
        hosts.forEach((name, host) -> facts.put(name, facts(name, host)));
        boolean answers = hosts.values().stream()
                .anyMatch(host -> host.loose.contains("/etc/kubernetes/manifests/kube-apiserver.yaml")
                        && host.actions.containsValue(0));
        ClusterFacts cluster = answers
                ? new ClusterFacts(
                        "cp-1",
                        nodes.keySet().stream().collect(Collectors.toMap(n -> n, n -> "v1.20.2")),
                        nodes,
                        marks,
                        Map.of(),
                        workloads)
                : ClusterFacts.none();
        return new Facts(facts, cluster);
    }

    private static NodeFacts facts(String name, Host host) {
        Map<String, String> services = new HashMap<>();
        for (String unit : List.of("containerd", "kubelet", "kubeferry-registry", "kubeferry-routes")) {
            services.put(
                    unit,
                    (host.active.contains(unit) ? "active" : "inactive") + "/"
                            + (host.enabled.contains(unit) ? "enabled" : "disabled"));
        }
        return new NodeFacts(
                name,
                host.machine,
                host.files,
                services,
                host.actions,
                host.blobs,
                host.links,
                host.pinned,
                host.loose,
                List.copyOf(host.changes),
                host.originals);
    }

    /** Whether all nodes trust the one authority that the control planes have. */
    boolean trustsOneAuthority() {
        return 1
                == hosts.values().stream()
                        .flatMap(host -> host.files.entrySet().stream())
                        .filter(file -> file.getKey().endsWith("ca.crt"))
                        .map(Map.Entry::getValue)
                        .distinct()
                        .count();
    }

    /** A new run: what an earlier one made for itself is worth nothing to it. */
    void begin() {
        run++;
        authority = "";
        etcdAuthority = "";
        hasToken = false;
        hasCertificates = false;
        hasHash = false;
    }

    /** Carries out a plan. */
    void apply(Plan plan) {
        begin();
        actions(plan).forEach(Runnable::run);
    }

    /** A plan's actions in their order, each to be carried out. */
    List<Runnable> actions(Plan plan) {
        List<Runnable> actions = new ArrayList<>();
        plan.phases()
                .forEach(phase -> phase.steps()
                        .forEach(step -> step.actions()
                                .forEach(action -> actions.add(() -> act(host(step.node()), step.node(), action)))));
        return actions;
    }

    /** Whether each of the plan's actions is one that goes on by itself, in their order. */
    static List<Boolean> detached(Plan plan) {
        return plan.phases().stream()
                .flatMap(phase -> phase.steps().stream())
                .flatMap(step -> step.actions().stream())
                .map(action -> action instanceof Run run && run.detachedAs().isPresent())
                .toList();
    }

    /** What a power cut in the middle of the plan's n-th action leaves, where that is an init or a join. */
    void cutOff(Plan plan, int index) {
        List<Map.Entry<String, Action>> all = new ArrayList<>();
        plan.phases()
                .forEach(phase -> phase.steps()
                        .forEach(step -> step.actions().forEach(action -> all.add(Map.entry(step.node(), action)))));
        Host host = host(all.get(index).getKey());
        recordUndo(host, (Run) all.get(index).getValue());
        host.actions.remove("init");
        host.actions.remove("join");
        host.loose.addAll(Set.of("/etc/kubernetes/pki/ca.crt", "/etc/kubernetes/kubelet.conf"));
    }

    private Host host(String node) {
        return hosts.get(node);
    }

    private void act(Host host, String node, Action action) {
        if (action instanceof Place place) {
            place.files().forEach(file -> put(host, file));
        } else if (action instanceof Run run) {
            recordUndo(host, run);
            run(host, node, run.argv());
        } else if (action instanceof Action.Capture) {
            require(!nodes.isEmpty(), "a hash of a CA that is not there");
            hasHash = true;
        }
    }

    private static void recordUndo(Host host, Run run) {
        run.undo()
                .ifPresent(argv -> host.changes.add(
                        "undo\t[" + argv.stream().map(a -> '"' + a + '"').collect(Collectors.joining(",")) + "]"));
    }

    private void put(Host host, PlannedFile file) {
        host.changes.add("file\t" + file.path());
        if (file.path().startsWith(RegistryConfig.STORAGE)) {
            if (file.content() instanceof Blob blob) {
                host.blobs.put(blob.digest().hex(), blob.size());
            } else {
                String path = file.path().substring(RegistryConfig.STORAGE.length() + 1);
                host.links.put(path, ((Text) file.content()).text());
            }
            return;
        }
        host.files.put(file.path(), digest(file.content()));
        if (file.path().equals("/etc/hosts")) {
            host.originals.add(file.path());
            host.machine = SampleMachine.like(host.machine)
                    .withHosts(((Text) file.content()).text())
                    .build();
        }
    }

    /** What a run issues for itself: the authority that the first control plane has, else one of its own. */
    private Digest issued(SiteCertificate wanted) {
        String key = "/etc/kubeferry/pki/ca.key";
        String certificate = "/etc/kubeferry/pki/ca.crt";
        if (wanted.authority() == FileContent.Authority.ETCD) {
            return issuedByEtcd(wanted);
        }
        if (authority.isEmpty()) {
            authority = site.controlPlanes().stream()
                    .map(node -> hosts.get(node.name()).files)
                    .filter(files -> files.containsKey(key) && files.containsKey(certificate))
                    .map(files -> files.get(certificate).hex())
                    .findFirst()
                    .orElse(Samples.digest("authority of run " + run).hex());
        }
        boolean isAuthority = wanted.kind().equals("ca");
        return isAuthority ? new Digest(authority) : Samples.digest(authority + wanted);
    }

    private Digest issuedByEtcd(SiteCertificate wanted) {
        if (etcdAuthority.isEmpty()) {
            etcdAuthority = site.etcdNodes().stream()
                    .map(node -> hosts.get(node.name()).files)
                    .filter(files -> files.containsKey("/etc/kubernetes/pki/etcd/ca.key")
                            && files.containsKey("/etc/kubernetes/pki/etcd/ca.crt"))
                    .map(files -> files.get("/etc/kubernetes/pki/etcd/ca.crt").hex())
                    .findFirst()
                    .orElse(Samples.digest("etcd's authority of run " + run).hex());
        }
        return wanted.kind().equals("ca") ? new Digest(etcdAuthority) : Samples.digest(etcdAuthority + wanted);
    }

    private Digest digest(FileContent content) {
        if (content instanceof SiteCertificate certificate) {
            return issued(certificate);
        }
        if (content instanceof Text text) {
            return text.digest();
        }
        if (content instanceof ArchiveMember member) {
            return member.digest();
        }
        return content instanceof Blob blob ? blob.digest() : Samples.digest(content.toString());
    }

    private void run(Host host, String node, List<String> argv) {
        switch (argv.get(0)) {
            case "modprobe" ->
                host.machine =
                        SampleMachine.like(host.machine).loaded(argv.get(1)).build();
            case "sysctl" ->
                host.machine = SampleMachine.like(host.machine).set(SETTINGS).build();
            case "systemctl" -> systemctl(host, argv);
            case "ctr" -> ctr(host, argv);
            case "kubeadm" -> kubeadm(host, node, argv);
            case "kubectl" -> kubectl(argv);
            case "sh" -> script(argv);
            case "cp", "rm" -> {}
            default -> throw new AssertionError("an unknown command: " + argv);
        }
    }

    private static void systemctl(Host host, List<String> argv) {
        String unit = argv.get(argv.size() - 1).replace(".service", "");
        switch (argv.get(1)) {
            case "enable" -> host.enabled.add(unit);
            case "restart" -> {
                boolean hasProgram = host.files.containsKey("/usr/local/bin/" + unit);
                require(hasProgram || unit.equals("kubeferry-routes"), unit + " has no program");
                require(host.files.containsKey("/etc/systemd/system/" + unit + ".service"), unit + " has no unit");
                host.active.add(unit);
            }
            case "disable" -> {
                host.enabled.remove(unit);
                host.active.remove(unit);
            }
            default -> require(argv.get(1).equals("daemon-reload"), "an unknown request: " + argv);
        }
    }

    private void ctr(Host host, List<String> argv) {
        require(host.active.contains("containerd"), "containerd does not run");
        if (argv.contains("pull")) {
            boolean served = site.controlPlanes().stream()
                    .anyMatch(node -> host(node.name()).active.contains("kubeferry-registry"));
            require(served, "there is no registry to pull from");
            host.pulled.add(argv.get(argv.size() - 1));
        } else {
            String reference = argv.get(argv.size() - 2);
            require(host.pulled.contains(reference), reference + " is not there to be pinned");
            host.pinned.add(reference);
        }
    }

    private void kubeadm(Host host, String node, List<String> argv) {
        switch (argv.get(1)) {
            case "init" -> {
                if (argv.contains("etcd")) {
                    require(host.files.containsKey("/etc/kubernetes/pki/etcd/server.key"), "etcd has no key");
                    host.loose.addAll(Set.of("/etc/kubernetes/manifests/etcd.yaml"));
                    return;
                }
                if (argv.contains("phase")) {
                    hasCertificates = true;
                    return;
                }
                require(nodes.isEmpty(), "a second cluster");
                requireReady(host);
                member(host, node, true, "init");
                hasToken = true;
                hasCertificates = true;
                workloads.put("kube-system/daemonset/kube-proxy", true);
                workloads.put("kube-system/deployment/coredns", false);
            }
            case "token" -> hasToken = true;
            case "join" -> {
                require(hasToken && hasHash, "a join without credentials");
                boolean controlPlane =
                        site.controlPlanes().stream().anyMatch(n -> n.name().equals(node));
                require(!controlPlane || hasCertificates, "a control plane without certificates");
                require(!nodes.containsKey(node), "the cluster still knows " + node);
                requireReady(host);
                member(host, node, controlPlane, "join");
            }
            case "reset" -> {
                host.loose.removeIf(path -> path.startsWith("/etc/kubernetes") || path.startsWith("/var/lib"));
                host.files.keySet().removeIf(path -> path.startsWith("/etc/kubernetes/"));
            }
            default -> throw new AssertionError("an unknown request: " + argv);
        }
    }

    private boolean etcdRuns() {
        return site.etcdNodes().stream()
                .map(node -> hosts.get(node.name()))
                .allMatch(host ->
                        host.loose.contains("/etc/kubernetes/manifests/etcd.yaml") && host.active.contains("kubelet"));
    }

    private static void requireReady(Host host) {
        require(host.loose.isEmpty(), "kubeadm finds " + host.loose);
        require(host.enabled.contains("kubelet"), "the kubelet is not enabled");
        require(host.pinned.stream().anyMatch(image -> image.contains("/pause:")), "the pause image is not there");
    }

    private void member(Host host, String node, boolean controlPlane, String action) {
        if (controlPlane) {
            require(
                    host.files.keySet().stream()
                            .anyMatch(path -> path.startsWith("/etc/kubernetes/manifests/kubeferry-")),
                    "the endpoint's pods are not there");
            host.loose.addAll(Set.of("/etc/kubernetes/admin.conf", "/etc/kubernetes/manifests/kube-apiserver.yaml"));
            if (site.etcd().isStacked()) {
                host.loose.addAll(Set.of("/etc/kubernetes/manifests/etcd.yaml", "/var/lib/etcd/member"));
            } else {
                require(host.files.containsKey("/etc/kubeferry/etcd/client.key"), "etcd lets nobody in");
                require(etcdRuns(), "etcd does not run");
            }
        }
        host.loose.addAll(Set.of("/etc/kubernetes/kubelet.conf", "/etc/kubernetes/pki/ca.crt"));
        host.actions.put(action, 0);
        host.active.add("kubelet");
        Node registered = site.nodes().stream()
                .filter(each -> each.name().equals(node))
                .findFirst()
                .orElseThrow();
        marks.put(node, new NodeMarks(registered.labels(), registered.taints().orElse(List.of()), Map.of()));
        nodes.put(node, workloads.getOrDefault("kube-system/daemonset/kube-flannel-ds", false));
    }

    private void kubectl(List<String> argv) {
        require(!nodes.isEmpty(), "no cluster to ask");
        if (argv.contains("annotate") || argv.contains("label") || argv.contains("taint")) {
            mark(argv.get(3), argv.get(5), argv.subList(6, argv.size() - 1));
        } else if (argv.contains("wait")) {
            nodes.replaceAll((name, ready) -> true);
        } else if (argv.contains("delete")) {
            if (argv.contains("node")) {
                nodes.remove(argv.get(argv.indexOf("node") + 1));
                return;
            }
            String namespace = argv.get(argv.indexOf("namespace") + 1);
            namespaces.remove(namespace);
            workloads.keySet().removeIf(workload -> workload.startsWith(namespace + "/"));
        } else {
            String workload = argv.get(argv.indexOf("--namespace") + 1) + "/" + argv.get(argv.indexOf("status") + 1);
            workloads.put(workload, true);
        }
    }

    /** Somebody changes what a node bears. */
    void mark(String verb, String node, List<String> changes) {
        NodeMarks before = marks.get(node);
        Map<String, String> labels = new TreeMap<>(before.labels());
        Map<String, String> annotations = new TreeMap<>(before.annotations());
        Map<String, Taint> taints = new TreeMap<>();
        before.taints().forEach(taint -> taints.put(taint.key() + ":" + taint.effect(), taint));
        for (String change : changes) {
            boolean gone = change.endsWith("-");
            String bare = gone ? change.substring(0, change.length() - 1) : change;
            String[] parts = bare.split("=", 2);
            switch (verb) {
                case "label" -> require(gone == (labels.remove(parts[0]) != null) || !gone, "no label " + bare);
                case "annotate" -> annotations.remove(parts[0]);
                default -> require(!gone || taints.remove(bare) != null, "no taint " + bare);
            }
            if (!gone && verb.equals("taint")) {
                String effect = bare.substring(bare.lastIndexOf(':') + 1);
                String key = bare.replaceFirst("[=:].*", "");
                String value = bare.contains("=") ? bare.substring(bare.indexOf('=') + 1, bare.lastIndexOf(':')) : "";
                taints.put(key + ":" + effect, new Taint(key, value, effect));
            } else if (!gone) {
                (verb.equals("label") ? labels : annotations).put(parts[0], parts[1]);
            }
        }
        marks.put(node, new NodeMarks(labels, List.copyOf(taints.values()), annotations));
    }

    /** What the manifests in this file run is there now, and not ready. */
    private void applied(String file) {
        for (String workload : made.getOrDefault(file, List.of())) {
            String namespace = workload.substring(0, workload.indexOf('/'));
            require(namespace.startsWith("kube-") || namespaces.contains(namespace), "no namespace for " + workload);
            workloads.put(workload, false);
        }
    }

    private void script(List<String> argv) {
        List<String> arguments = argv.subList(4, argv.size());
        switch (argv.get(3)) {
            case "ask-api.sh" -> {
                List<String> asked = new ArrayList<>(List.of("kubectl", "--kubeconfig", "admin.conf"));
                asked.addAll(arguments.subList(1, arguments.size()));
                kubectl(asked);
            }
            case "forget-node.sh" -> nodes.remove(arguments.get(1));
            case "make-namespaces.sh" -> namespaces.addAll(arguments);
            case "apply-manifest.sh" -> applied(arguments.get(1));
            case "await-addon.sh" ->
                arguments.stream().skip(1).filter(workloads::containsKey).forEach(each -> workloads.put(each, true));
            case "check-network.sh" ->
                require(
                        workloads.getOrDefault("kubeferry-check/daemonset/everywhere", false),
                        "nothing there to try the network with");
            default -> {}
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
