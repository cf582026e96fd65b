package io.kubeferry.bundler.lock;

import io.kubeferry.manifests.bundle.CarriedFile;
import io.kubeferry.manifests.bundle.KubernetesComponent;
import io.kubeferry.manifests.bundle.LoadBalancerComponent;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.image.Platform;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a bundle is made of, pinned: the same lock gives the same bundle, bit for bit.
 *
 * @param installer what of this program's own goes along
 * @param files sorted by name, version and platform
 * @param images sorted by reference
 */
public record Lock(
        String name,
        String version,
        List<Platform> platforms,
        KubernetesComponent kubernetes,
        LockedNetwork network,
        Optional<LoadBalancerComponent> loadBalancer,
        LockedInstaller installer,
        List<CarriedFile> files,
        List<LockedImage> images) {
    public Lock {
        platforms = List.copyOf(platforms);
        files = List.copyOf(files);
        images = List.copyOf(images);
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
