package io.kubeferry.manifests.bundle;

import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.image.ImageReference;
import java.util.List;

/**
 * An image that travels. An index may be sparse: it keeps its bytes, and only the children for the bundle's platforms
 * are carried.
 *
 * @param digest what the reference resolves to: an index or a manifest
 * @param mediaType of that index or manifest
 * @param size bytes of that index or manifest
 * @param manifests every index and manifest that is carried, {@code digest} first
 * @param blobs every configuration and layer that is carried
 * @param neededBy who needs it, in words for a person
 */
public record CarriedImage(
        ImageReference reference,
        Digest digest,
        String mediaType,
        long size,
        List<Digest> manifests,
        List<Digest> blobs,
        List<String> neededBy) {
    public CarriedImage {
        manifests = List.copyOf(manifests);
        blobs = List.copyOf(blobs);
        neededBy = List.copyOf(neededBy);
    }
}
