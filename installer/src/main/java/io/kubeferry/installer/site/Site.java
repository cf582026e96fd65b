package io.kubeferry.installer.site;

import java.util.List;

/**
 * An isolated site.
 *
 * @param nodes every machine, in the order of the file; the first control plane is the one that is initialised
 */
public record Site(
        String name,
        SshAccess ssh,
        ControlPlaneEndpoint endpoint,
        Etcd etcd,
        ClusterNetwork network,
        Customisation customisation,
        DataFolders folders,
        List<Node> nodes) {
    public Site {
        nodes = List.copyOf(nodes);
    }

    /** A site whose control planes have an etcd member each, and everything else as kubeadm has it. */
    public Site(String name, SshAccess ssh, ControlPlaneEndpoint endpoint, ClusterNetwork network, List<Node> nodes) {
        this(name, ssh, endpoint, new Etcd.Stacked(), network, Customisation.none(), DataFolders.STANDARD, nodes);
    }

    public List<Node> controlPlanes() {
        return nodes.stream().filter(Node::isControlPlane).toList();
    }

    /** The members of the cluster that are no control planes. */
    public List<Node> workers() {
        return members().stream().filter(node -> !node.isControlPlane()).toList();
    }

    /** The nodes of the Kubernetes cluster: control planes and workers. */
    public List<Node> members() {
        return nodes.stream().filter(Node::isMember).toList();
    }

    /** The machines of an etcd outside of the control planes; none where it is stacked or somebody else's. */
    public List<Node> etcdNodes() {
        return nodes.stream().filter(node -> !node.isMember()).toList();
    }

    public Node firstControlPlane() {
        return controlPlanes().get(0);
    }
}
