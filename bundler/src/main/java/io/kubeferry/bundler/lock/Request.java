package io.kubeferry.bundler.lock;

import io.kubeferry.manifests.bundle.KubernetesComponent;
import io.kubeferry.manifests.bundle.LoadBalancerComponent;
import io.kubeferry.manifests.closure.ImageNeeds;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.image.Platform;
import io.kubeferry.manifests.kubernetes.ImagePlaces;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a spec asks for, completed from the catalogue; nothing has been fetched yet.
 *
 * @param upgradeFrom the release that sites run now
 * @param kubernetes in the order of an upgrade; the last one is what is installed
 * @param imageLists for releases that the catalogue does not list: how their images are known, in words
 * @param addons in the order in which they are applied
 * @param untested what upstream does not support and was allowed nevertheless, in words
 * @param notes what a person should know about the choices, in words
 * @param files in the order in which they are reported
 * @param ownImages those that the author asks for
 */
public record Request(
        String name,
        String version,
        List<Platform> platforms,
        Optional<KubernetesVersion> upgradeFrom,
        List<KubernetesComponent> kubernetes,
        Map<KubernetesVersion, String> imageLists,
        WantedNetwork network,
        Optional<LoadBalancerComponent> loadBalancer,
        List<WantedAddon> addons,
        List<String> untested,
        List<String> notes,
        List<WantedFile> files,
        List<ImageReference> ownImages) {
    public Request {
        platforms = List.copyOf(platforms);
        kubernetes = List.copyOf(kubernetes);
        imageLists = new TreeMap<>(imageLists);
        addons = List.copyOf(addons);
        untested = List.copyOf(untested);
        notes = List.copyOf(notes);
        files = List.copyOf(files);
        ownImages = List.copyOf(ownImages);
    }

    /** The release that is installed. */
    public KubernetesComponent target() {
        return kubernetes.get(kubernetes.size() - 1);
    }

    /** All images but those that only the manifests of network and add-ons name: sorted, each with who needs it. */
    public List<WantedImage> images() {
        ImageNeeds needs = ImageNeeds.of(upgradeFrom, kubernetes, loadBalancer);
        for (KubernetesComponent release : kubernetes) {
            Optional.ofNullable(imageLists.get(release.version()))
                    .ifPresent(how -> needs.addAll(
                            release.images().values(), "image list of Kubernetes " + release.version() + ": " + how));
        }
        needs.addAll(ownImages, "spec.images");
        return needs.all().entrySet().stream()
                .map(entry -> new WantedImage(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The same request with what turned out to be the images of its releases. */
    Request with(List<KubernetesComponent> settled, Map<KubernetesVersion, String> lists) {
        return new Request(
                name,
                version,
                platforms,
                upgradeFrom,
                settled,
                lists,
                network,
                loadBalancer,
                addons,
                untested,
                notes,
                files,
                ownImages);
    }

    /** The same request with a lock's images for those releases that the catalogue does not list. */
    Request settledBy(Lock lock) {
        Map<KubernetesVersion, KubernetesComponent> locked = lock.kubernetes().stream()
                .collect(Collectors.toMap(KubernetesComponent::version, each -> each, (one, other) -> one));
        return with(
                kubernetes.stream()
                        .map(each -> Optional.ofNullable(locked.get(each.version()))
                                .filter(known -> imageLists.containsKey(each.version()))
                                .map(known -> withImages(each, known.imageRepository(), known.images()))
                                .orElse(each))
                        .toList(),
                imageLists);
    }

    static KubernetesComponent withImages(
            KubernetesComponent release, String repository, Map<String, ImageReference> images) {
        return new KubernetesComponent(release.version(), repository, images, release.tools());
    }

    /**
     * A network provider's release.
     *
     * @param expected the images that the catalogue says its manifest names; empty where it does not say
     * @param newestKnown where the version is later than those that the catalogue knows of its line
     */
    public record WantedNetwork(
            String provider,
            String version,
            URI manifest,
            List<ImageReference> expected,
            Optional<String> newestKnown) {
        public WantedNetwork {
            expected = List.copyOf(expected);
        }
    }

    /**
     * What is applied once the network is up.
     *
     * @param version empty for manifests of the author's own
     * @param manifests in the order in which they are applied
     * @param places where they name images besides in their pods
     * @param expected the images that the catalogue says they name; empty where it does not say
     * @param newestKnown where the version is later than those that the catalogue knows of its line
     */
    public record WantedAddon(
            String name,
            String version,
            List<WantedManifest> manifests,
            ImagePlaces places,
            List<ImageReference> expected,
            Optional<String> newestKnown) {
        public WantedAddon {
            manifests = List.copyOf(manifests);
            expected = List.copyOf(expected);
        }
    }

    /**
     * A manifest of an add-on.
     *
     * @param name different for each manifest of the add-on
     * @param origin its URL, or the path of the author's file relative to the spec
     * @param file the author's file; empty where it is on the web
     * @param sha256 where it is known beforehand
     */
    public record WantedManifest(String name, URI origin, Optional<Path> file, Optional<Digest> sha256) {}

    /** An image, and who needs it, in words. */
    public record WantedImage(ImageReference reference, List<String> neededBy) {
        public WantedImage {
            neededBy = List.copyOf(neededBy);
        }
    }
}
