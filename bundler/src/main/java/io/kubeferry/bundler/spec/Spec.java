package io.kubeferry.bundler.spec;

import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.image.Platform;
import java.util.List;
import java.util.Optional;

/**
 * What a bundle is to carry.
 *
 * @param name the bundle's name
 * @param version the bundle's own version, in the author's own scheme
 * @param platforms in the order of the file, each once
 * @param images besides those that Kubernetes, network and load balancer need
 */
public record Spec(
        String name,
        String version,
        List<Platform> platforms,
        KubernetesChoice kubernetes,
        FlannelChoice network,
        Optional<HaproxyChoice> loadBalancer,
        List<ImageReference> images,
        List<ExtraFile> files,
        Sources sources) {
    public Spec {
        platforms = List.copyOf(platforms);
        images = List.copyOf(images);
        files = List.copyOf(files);
    }

    /** Flannel as the network. */
    public record FlannelChoice(Optional<String> version) {}

    /**
     * HAProxy and keepalived in front of the control plane.
     *
     * @param version HAProxy's image tag
     * @param keepalived keepalived's image tag
     */
    public record HaproxyChoice(Optional<String> version, Optional<String> keepalived) {}
}
