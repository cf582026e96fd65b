package io.kubeferry.bundler.lock;

import io.kubeferry.manifests.bundle.CarriedFile;
import io.kubeferry.manifests.bundle.KubernetesComponent;
import io.kubeferry.manifests.bundle.LoadBalancerComponent;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.image.Platform;
import io.kubeferry.manifests.kubernetes.ImagePlaces;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a bundle is made of, pinned: the same lock gives the same bundle, bit for bit.
 *
 * @param upgradeFrom the release that sites run now
 * @param kubernetes in the order of an upgrade; the last one is what is installed
 * @param addons in the order in which they are applied
 * @param untested what upstream does not support and was allowed nevertheless, in words
 * @param installer what of this program's own goes along
 * @param files sorted by name, version and platform
 * @param images sorted by reference
 */
public record Lock(
        String name,
        String version,
        List<Platform> platforms,
        Optional<KubernetesVersion> upgradeFrom,
        List<KubernetesComponent> kubernetes,
        LockedNetwork network,
        Optional<LoadBalancerComponent> loadBalancer,
        List<LockedAddon> addons,
        List<String> untested,
        LockedInstaller installer,
        List<CarriedFile> files,
        List<LockedImage> images) {
    public Lock {
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

    /**
     * The network's release.
     *
     * @param manifestUrl where the manifest came from
     * @param manifest the blob with the manifest
     */
    public record LockedNetwork(
            String provider, String version, URI manifestUrl, Digest manifest, List<ImageReference> images) {
        public LockedNetwork {
            images = List.copyOf(images);
        }
    }

    /**
     * What is applied once the network is up.
     *
     * @param version empty for manifests of the author's own
     * @param manifests in the order in which they are applied
     * @param places where they name images besides in their pods
     */
    public record LockedAddon(
            String name, String version, List<LockedText> manifests, List<ImageReference> images, ImagePlaces places) {
        public LockedAddon {
            manifests = List.copyOf(manifests);
            images = List.copyOf(images);
        }

        /** One whose manifests name images in their pods only. */
        public LockedAddon(String name, String version, List<LockedText> manifests, List<ImageReference> images) {
            this(name, version, manifests, images, ImagePlaces.none());
        }
    }

    /** A manifest: where it came from, and the blob that holds it. */
    public record LockedText(URI origin, Digest digest) {}

    /**
     * The installer and the Java runtimes it starts on.
     *
     * @param digest over paths, modes and digests of the installer's files
     */
    public record LockedInstaller(Digest digest, List<LockedRuntime> runtimes) {
        public LockedInstaller {
            runtimes = List.copyOf(runtimes);
        }
    }

    /**
     * One runtime.
     *
     * @param digest over paths, modes and digests of its files
     */
    public record LockedRuntime(Platform platform, String javaVersion, String minimumGlibc, Digest digest) {}
}
