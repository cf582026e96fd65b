package io.kubeferry.installer.site;

/** What a node is for. */
public enum Role {
    CONTROL_PLANE("control-plane"),
    WORKER("worker");

    private final String label;

    Role(String label) {
        this.label = label;
    }

    /** The role as the site's file writes it. */
    public String label() {
        return label;
    }
}
