package io.kubeferry.manifests.catalogue;

import io.kubeferry.manifests.image.ImageReference;
import java.util.Map;
import java.util.TreeMap;

/**
 * What serves a control-plane endpoint.
 *
 * @param provider {@code haproxy}, {@code nginx} or {@code kubeVip}
 * @param images part ({@code haproxy}, {@code keepalived}, {@code nginx}, {@code kube-vip}) to its image
 */
public record LoadBalancerRelease(String provider, Map<String, ImageReference> images) {
    public LoadBalancerRelease {
        images = new TreeMap<>(images);
    }
}
