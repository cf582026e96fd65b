package io.kubeferry.manifests.catalogue;

import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.kubernetes.ImagePlaces;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A release of an add-on.
 *
 * @param name as in a spec: {@code metrics-server}, {@code dashboard}, {@code kube-prometheus}
 * @param version as upstream tags it
 * @param manifests the URLs of its manifests, in the order in which they are applied
 * @param kubernetes what it goes with
 * @param places where its manifests name images besides in their pods
 * @param conflicts add-ons that cannot be in the same cluster, each with the reason
 * @param images those that its manifests name; empty where nobody has looked. The manifests themselves decide
 * @param newestKnown where the version is later than all that the catalogue knows of its line: the newest one of them
 * @param note what else a person should know before choosing it
 */
public record AddonRelease(
        String name,
        String version,
        List<URI> manifests,
        KubernetesRange kubernetes,
        ImagePlaces places,
        Map<String, String> conflicts,
        List<ImageReference> images,
        Optional<String> newestKnown,
        Optional<String> note) {
    public AddonRelease {
        manifests = List.copyOf(manifests);
        conflicts = new TreeMap<>(conflicts);
        images = List.copyOf(images);
    }
}
