package io.kubeferry.manifests.catalogue;

import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.util.Optional;

/**
 * The Kubernetes minors that something goes with, as its upstream says.
 *
 * @param minimum the oldest one, such as {@code 1.17}; empty where nobody knows
 * @param maximum the newest one; empty where no end is known
 */
public record KubernetesRange(String minimum, Optional<String> maximum) {
    private static final VersionOrder ORDER = new VersionOrder();
    private static final String NOBODY_KNOWS = "";

    /** Of a release that the catalogue has never heard of: it accepts nothing. */
    static KubernetesRange unknown() {
        return new KubernetesRange(NOBODY_KNOWS, Optional.empty());
    }

    public boolean isKnown() {
        return !minimum.equals(NOBODY_KNOWS);
    }

    /** Whether this Kubernetes is within the range. */
    public boolean accepts(KubernetesVersion kubernetes) {
        String minor = kubernetes.minorName();
        return isKnown()
                && ORDER.compare(minor, minimum) >= 0
                && maximum.filter(most -> ORDER.compare(minor, most) > 0).isEmpty();
    }

    /** For messages: {@code 1.32 to 1.35}, or {@code 1.17 and later}, or {@code not known}. */
    @Override
    public String toString() {
        if (!isKnown()) {
            return "not known";
        }
        return maximum.map(most -> most.equals(minimum) ? minimum : minimum + " to " + most)
                .orElse(minimum + " and later");
    }
}
