package io.kubeferry.bundler.spec;

import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.image.Platform;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a bundle is to carry.
 *
 * @param name the bundle's name
 * @param version the bundle's own version, in the author's own scheme
 * @param platforms in the order of the file, each once
 * @param addons in the order in which they are applied
 * @param images besides those that Kubernetes, network, load balancer and add-ons need
 */
public record Spec(
        String name,
        String version,
        List<Platform> platforms,
        KubernetesChoice kubernetes,
        NetworkChoice network,
        Optional<LoadBalancerChoice> loadBalancer,
        List<AddonChoice> addons,
        List<ImageReference> images,
        List<ExtraFile> files,
        Sources sources) {
    public Spec {
        platforms = List.copyOf(platforms);
        addons = List.copyOf(addons);
        images = List.copyOf(images);
        files = List.copyOf(files);
    }

    /**
     * The network.
     *
     * @param provider {@code flannel}, {@code calico} or {@code weave}
     * @param version empty for the one that goes with the Kubernetes release
     */
    public record NetworkChoice(String provider, Optional<String> version) {}

    /**
     * What holds and serves the address of the control plane.
     *
     * @param provider {@code haproxy}, {@code nginx} or {@code kubeVip}
     * @param tags part ({@code haproxy}, {@code keepalived}, …) to the tag of its image, for those that were chosen
     */
    public record LoadBalancerChoice(String provider, Map<String, String> tags) {
        public LoadBalancerChoice {
            tags = new TreeMap<>(tags);
        }
    }
}
