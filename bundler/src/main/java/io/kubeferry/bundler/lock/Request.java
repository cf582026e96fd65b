package io.kubeferry.bundler.lock;

import io.kubeferry.manifests.bundle.KubernetesComponent;
import io.kubeferry.manifests.bundle.LoadBalancerComponent;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.image.Platform;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What a spec asks for, completed from the catalogue; nothing has been fetched yet.
 *
 * @param upgradeFrom the release that sites run now
 * @param kubernetes in the order of an upgrade; the last one is what is installed
 * @param addons in the order in which they are applied
 * @param untested what upstream does not support and was allowed nevertheless, in words
 * @param files in the order in which they are reported
 * @param images without those that only the manifests of network and add-ons name
 */
public record Request(
        String name,
        String version,
        List<Platform> platforms,
        Optional<KubernetesVersion> upgradeFrom,
        List<KubernetesComponent> kubernetes,
        WantedNetwork network,
        Optional<LoadBalancerComponent> loadBalancer,
        List<WantedAddon> addons,
        List<String> untested,
        List<WantedFile> files,
        List<WantedImage> images) {
    public Request {
        platforms = List.copyOf(platforms);
        kubernetes = List.copyOf(kubernetes);
        addons = List.copyOf(addons);
        untested = List.copyOf(untested);
        files = List.copyOf(files);
        images = List.copyOf(images);
    }

    /** The release that is installed. */
    public KubernetesComponent target() {
        return kubernetes.get(kubernetes.size() - 1);
    }

    /** A network provider's release. */
    public record WantedNetwork(String provider, String version, URI manifest) {}

    /** What is applied once the network is up: its manifests in that order. */
    public record WantedAddon(String name, String version, List<URI> manifests) {
        public WantedAddon {
            manifests = List.copyOf(manifests);
        }
    }

    /** An image, and who needs it, in words. */
    public record WantedImage(ImageReference reference, List<String> neededBy) {
        public WantedImage {
            neededBy = List.copyOf(neededBy);
        }
    }
}
