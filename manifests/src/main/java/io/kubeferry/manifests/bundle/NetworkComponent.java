package io.kubeferry.manifests.bundle;

import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.image.ImageReference;
import java.util.List;

/**
 * The cluster's network.
 *
 * @param provider {@code flannel}, {@code calico} or {@code weave}
 * @param version as the provider writes it
 * @param manifest the blob with the manifest, as upstream serves it
 * @param images every image the manifest names
 */
public record NetworkComponent(String provider, String version, Digest manifest, List<ImageReference> images) {
    public NetworkComponent {
        images = List.copyOf(images);
    }
}
