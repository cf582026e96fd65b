package io.kubeferry.installer.site;

import java.util.List;

/**
 * An isolated site.
 *
 * @param nodes in the order of the file; the first control plane is the one that is initialised
 */
public record Site(
        String name, SshAccess ssh, ControlPlaneEndpoint endpoint, ClusterNetwork network, List<Node> nodes) {
    public Site {
        nodes = List.copyOf(nodes);
    }

    public List<Node> controlPlanes() {
        return nodes.stream().filter(Node::isControlPlane).toList();
    }

    /** The nodes that are no control planes. */
    public List<Node> workers() {
        return nodes.stream().filter(node -> !node.isControlPlane()).toList();
    }

    public Node firstControlPlane() {
        return controlPlanes().get(0);
    }
}
