package io.kubeferry.installer.facts;

import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.Site;
import java.util.List;
import java.util.Set;

/** Which nodes belong to the cluster, as the nodes themselves show it: that holds also while the API does not answer. */
public final class Membership {
    /** The detached action that begins the cluster on its first control plane. */
    public static final String INIT = "init";
    /** The detached action that adds a node. */
    public static final String JOIN = "join";

    private static final String KUBELET_CONFIG = "/etc/kubernetes/kubelet.conf";
    private static final String API_SERVER = "/etc/kubernetes/manifests/kube-apiserver.yaml";
    private static final String ETCD = "/etc/kubernetes/manifests/etcd.yaml";
    private static final Set<String> TRACES = Set.of(
            KUBELET_CONFIG,
            "/etc/kubernetes/bootstrap-kubelet.conf",
            "/etc/kubernetes/admin.conf",
            "/etc/kubernetes/pki/ca.crt",
            API_SERVER,
            "/etc/kubernetes/manifests/kube-controller-manager.yaml",
            "/etc/kubernetes/manifests/kube-scheduler.yaml",
            ETCD,
            "/var/lib/kubelet/config.yaml");

    private final Site site;
    private final Facts facts;

    public Membership(Site site, Facts facts) {
        this.site = site;
        this.facts = facts;
    }

    /** Whether kubeadm finished its work on the node, and what it made is still there. */
    public boolean joined(Node node) {
        return completed(node) && seen(node).loose().contains(KUBELET_CONFIG);
    }

    /**
     * Whether the node is to be cleared before kubeadm can work on it: an attempt of ours did not come to its end, or the
     * cluster remembers a machine that is bare now. What was a member once and has lost a part is never cleared by itself,
     * nor is a machine of the etcd's own: what kubeadm does there can be done again as it is.
     */
    public boolean hasLeftovers(Node node) {
        if (!node.isMember()) {
            return false;
        }
        boolean known = facts.cluster().nodeVersions().containsKey(node.name());
        boolean halfDone = begun(node) && hasTraces(node) && !completed(node);
        boolean forgotten = known && !hasTraces(node);
        return !joined(node) && (halfDone || forgotten);
    }

    /** Whether a member lacks what makes it one; somebody moved it away, or a disk lost it. */
    public boolean isDamaged(Node node) {
        Set<String> loose = seen(node).loose();
        Set<String> parts = site.etcd().isStacked() ? Set.of(API_SERVER, ETCD) : Set.of(API_SERVER);
        boolean lacksParts = node.isControlPlane() && !loose.containsAll(parts);
        return completed(node) && hasTraces(node) && (lacksParts || !loose.contains(KUBELET_CONFIG));
    }

    /** Whether the node has been a member, of this cluster or an earlier one; its record says so, whatever else is gone. */
    public boolean completed(Node node) {
        return seen(node).completed(INIT) || seen(node).completed(JOIN);
    }

    private NodeFacts seen(Node node) {
        return facts.node(node.name());
    }

    /** Whether kubeadm's files or etcd's data are there. */
    public boolean hasTraces(Node node) {
        String data = site.folders().etcd() + "/member";
        return seen(node).loose().stream().anyMatch(path -> TRACES.contains(path) || path.equals(data));
    }

    /** Whether Kubeferry has begun to make this machine a member; kubeadm's traces are its own then. */
    public boolean begun(Node node) {
        return new Changes(seen(node).changes()).undos().stream().anyMatch(Membership::isReset);
    }

    /** Whether a command is the one that takes a node out of its cluster. */
    public static boolean isReset(List<String> argv) {
        return argv.size() > 1 && argv.get(0).equals("kubeadm") && argv.get(1).equals("reset");
    }

    /** Whether any control plane is a member. */
    public boolean hasCluster() {
        return site.controlPlanes().stream().anyMatch(this::joined);
    }

    /** The control plane that others are added through: the first member, or the one that is to become it. */
    public Node leader() {
        return site.controlPlanes().stream().filter(this::joined).findFirst().orElseGet(site::firstControlPlane);
    }

    /** The control planes that are to be added to the leader's cluster. */
    public List<Node> controlPlanesToJoin() {
        Node leader = leader();
        return site.controlPlanes().stream()
                .filter(node -> !node.equals(leader) && !joined(node))
                .toList();
    }

    /** The workers that are to be added. */
    public List<Node> workersToJoin() {
        return site.workers().stream().filter(node -> !joined(node)).toList();
    }
}
