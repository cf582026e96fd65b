package io.kubeferry.manifests.bundle;

import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.kubernetes.ImagePlaces;
import java.util.List;

/**
 * What is applied to the cluster once its network is up.
 *
 * @param name {@code metrics-server}, {@code dashboard}, …, or the name that the author gave to manifests of their own
 * @param version as upstream writes it; empty for manifests of the author's own
 * @param manifests the blobs with the manifests, in the order in which they are applied
 * @param images every image the manifests name
 * @param places where they name images besides in their pods: so that the carried bytes can be searched again
 */
public record AddonComponent(
        String name, String version, List<Digest> manifests, List<ImageReference> images, ImagePlaces places) {
    public AddonComponent {
        manifests = List.copyOf(manifests);
        images = List.copyOf(images);
    }

    /** One whose manifests name images in their pods only. */
    public AddonComponent(String name, String version, List<Digest> manifests, List<ImageReference> images) {
        this(name, version, manifests, images, ImagePlaces.none());
    }
}
