package io.kubeferry.manifests.bundle;

import io.kubeferry.manifests.image.ImageReference;
import java.util.Map;
import java.util.TreeMap;

/**
 * What serves the control-plane endpoint.
 *
 * @param provider {@code haproxy} or {@code kubeVip}
 * @param images part ({@code haproxy}, {@code keepalived}) to its image
 */
public record LoadBalancerComponent(String provider, Map<String, ImageReference> images) {
    public LoadBalancerComponent {
        images = new TreeMap<>(images);
    }
}
