package io.kubeferry.installer.plan;

/**
 * A value that a plan names but does not hold: secrets, and what only a run can know. It stands in texts and arguments as
 * {@code @{join-token}}, prints as {@code <join-token>}, and is filled in by the runner.
 */
public enum Placeholder {
    /** A bootstrap token, made for this run. */
    JOIN_TOKEN("join-token"),
    /** The key that kubeadm encrypts the control plane's certificates with, made for this run. */
    CERTIFICATE_KEY("certificate-key"),
    /** {@code sha256:<hex>} of the cluster CA's public key; captured after init. */
    CA_CERT_HASH("ca-cert-hash");

    private final String label;

    Placeholder(String label) {
        this.label = label;
    }

    /** The name within the brackets. */
    public String label() {
        return label;
    }

    /** How a text refers to it. */
    public String mark() {
        return "@{" + label + "}";
    }

    /** A text with every mark made readable, for people and logs. */
    public static String display(String text) {
        String shown = text;
        for (Placeholder each : values()) {
            shown = shown.replace(each.mark(), "<" + each.label + ">");
        }
        return shown;
    }
}
