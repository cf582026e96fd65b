package io.kubeferry.installer.site;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A machine of the site.
 *
 * @param name its Kubernetes node name, which is also its host name
 * @param address the IPv4 address that the other nodes reach it at
 * @param ipv6 its second address, where the cluster has both families
 * @param labels what the node registers itself with
 * @param taints what the node registers itself with; empty for kubeadm's own
 */
public record Node(
        String name,
        String address,
        Set<Role> roles,
        Optional<String> ipv6,
        Map<String, String> labels,
        Optional<List<Taint>> taints) {
    public Node {
        roles = Set.copyOf(roles);
        labels = new TreeMap<>(labels);
        taints = taints.map(List::copyOf);
    }

    /** A node without labels and taints of its own. */
    public Node(String name, String address, Set<Role> roles) {
        this(name, address, roles, Optional.empty(), Map.of(), Optional.empty());
    }

    public boolean isControlPlane() {
        return roles.contains(Role.CONTROL_PLANE);
    }

    /** Whether it is a member of the Kubernetes cluster; a machine of the etcd's own is none. */
    public boolean isMember() {
        return !roles.contains(Role.ETCD);
    }
}
