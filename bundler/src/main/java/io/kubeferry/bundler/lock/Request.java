package io.kubeferry.bundler.lock;

import io.kubeferry.manifests.bundle.KubernetesComponent;
import io.kubeferry.manifests.bundle.LoadBalancerComponent;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.image.Platform;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What a spec asks for, completed from the catalogue; nothing has been fetched yet.
 *
 * @param files in the order in which they are reported
 * @param images without those that only the network's manifest names
 */
public record Request(
        String name,
        String version,
        List<Platform> platforms,
        KubernetesComponent kubernetes,
        WantedNetwork network,
        Optional<LoadBalancerComponent> loadBalancer,
        List<WantedFile> files,
        List<WantedImage> images) {
    public Request {
        platforms = List.copyOf(platforms);
        files = List.copyOf(files);
        images = List.copyOf(images);
    }

    /** A network provider's release. */
    public record WantedNetwork(String provider, String version, URI manifest) {}

    /** An image, and who needs it, in words. */
    public record WantedImage(ImageReference reference, List<String> neededBy) {
        public WantedImage {
            neededBy = List.copyOf(neededBy);
        }
    }
}
