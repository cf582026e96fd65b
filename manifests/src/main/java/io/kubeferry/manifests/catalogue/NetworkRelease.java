package io.kubeferry.manifests.catalogue;

import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.net.URI;
import java.util.Optional;

/**
 * A release of a network provider.
 *
 * @param provider {@code flannel}
 * @param version as upstream tags it
 * @param manifest the URL of its manifest
 * @param minimumKubernetes the oldest minor it goes with, such as {@code 1.17}
 * @param maximumKubernetes the newest minor it goes with; empty where no end is known
 * @param networkPolicy whether it enforces NetworkPolicy
 */
public record NetworkRelease(
        String provider,
        String version,
        URI manifest,
        String minimumKubernetes,
        Optional<String> maximumKubernetes,
        boolean networkPolicy) {
    /** Whether its manifest can be applied to this Kubernetes. */
    public boolean supports(KubernetesVersion kubernetes) {
        String minor = kubernetes.minorName();
        VersionOrder order = new VersionOrder();
        return order.compare(minor, minimumKubernetes) >= 0
                && maximumKubernetes
                        .filter(most -> order.compare(minor, most) > 0)
                        .isEmpty();
    }
}
