package io.kubeferry.installer.site;

import java.util.Set;

/**
 * A machine of the site.
 *
 * @param name its Kubernetes node name, which is also its host name
 * @param address the IP address that the other nodes reach it at
 */
public record Node(String name, String address, Set<Role> roles) {
    public Node {
        roles = Set.copyOf(roles);
    }

    public boolean isControlPlane() {
        return roles.contains(Role.CONTROL_PLANE);
    }
}
