package io.kubeferry.installer.site;

/** What a node is for. */
public enum Role {
    CONTROL_PLANE("control-plane"),
    WORKER("worker"),
    /** A member of an etcd outside of the control planes, and nothing else. */
    ETCD("etcd");

    private final String label;

    Role(String label) {
        this.label = label;
    }

    /** The role as the site's file writes it. */
    public String label() {
        return label;
    }

    /** The role that the site's file calls so. */
    static Role of(String label) {
        for (Role role : values()) {
            if (role.label.equals(label)) {
                return role;
            }
        }
        throw new IllegalArgumentException("'" + label + "' is no role");
    }
}
