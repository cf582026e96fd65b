package io.kubeferry.manifests.bundle;

import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.image.Platform;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.util.List;
import java.util.Optional;

/**
 * What {@code bundle.json} says: everything that is inside, under one signature.
 *
 * @param format {@link #FORMAT}
 * @param upgradeFrom the release that sites run now, where the bundle was made to upgrade them from it
 * @param kubernetes in the order of an upgrade; the last one is what {@code install} brings up
 * @param addons in the order in which they are applied
 * @param untested what upstream does not support and the bundle's author allowed nevertheless, in words
 * @param entries every entry of the tar but {@code bundle.json} and its signatures, in the order of the tar
 */
public record BundleManifest(
        String format,
        String name,
        String version,
        List<Platform> platforms,
        Optional<KubernetesVersion> upgradeFrom,
        List<KubernetesComponent> kubernetes,
        NetworkComponent network,
        Optional<LoadBalancerComponent> loadBalancer,
        List<AddonComponent> addons,
        List<String> untested,
        List<CarriedRuntime> runtimes,
        List<CarriedFile> files,
        List<CarriedImage> images,
        List<BundleEntry> entries) {
    /** The format that this program writes and reads. */
    public static final String FORMAT = "kubeferry.io/bundle/v1";

    public BundleManifest {
        platforms = List.copyOf(platforms);
        kubernetes = List.copyOf(kubernetes);
        addons = List.copyOf(addons);
        untested = List.copyOf(untested);
        runtimes = List.copyOf(runtimes);
        files = List.copyOf(files);
        images = List.copyOf(images);
        entries = List.copyOf(entries);
        if (kubernetes.isEmpty()) {
            throw new IllegalArgumentException("a bundle carries at least one Kubernetes release");
        }
    }

    /** The release that {@code install} brings up. */
    public KubernetesComponent target() {
        return kubernetes.get(kubernetes.size() - 1);
    }

    /** The carried file of this name and version for this platform. */
    public CarriedFile file(String fileName, String fileVersion, Platform platform) {
        return files.stream()
                .filter(file -> file.name().equals(fileName) && file.version().equals(fileVersion))
                .filter(file -> file.platform().filter(platform::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "bundle " + name + " has no " + fileName + " " + fileVersion + " for " + platform));
    }

    /** The carried image of this reference. */
    public CarriedImage image(ImageReference reference) {
        return images.stream()
                .filter(image -> image.reference().equals(reference))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("bundle " + name + " has no image " + reference));
    }

    /** The entry that holds a blob. */
    public BundleEntry blob(Digest digest) {
        return entries.stream()
                .filter(entry -> entry.path().equals(digest.layoutPath()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("bundle " + name + " has no blob " + digest));
    }

    /** Name and version, as a person calls the bundle. */
    public String title() {
        return name + " " + version;
    }
}
