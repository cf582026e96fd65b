package io.kubeferry.bundler.lock;

import io.kubeferry.manifests.image.Descriptor;
import io.kubeferry.manifests.image.ImageReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An image, pinned.
 *
 * @param manifests every index and manifest that travels; what the reference stands for first
 * @param neededBy who needs it, in words
 */
public record LockedImage(ImageReference reference, List<LockedManifest> manifests, List<String> neededBy) {
    public LockedImage {
        manifests = List.copyOf(manifests);
        neededBy = List.copyOf(neededBy);
        if (manifests.isEmpty()) {
            throw new IllegalArgumentException(reference + " stands for nothing");
        }
    }

    /** What the reference stands for: an index or a manifest. */
    public Descriptor root() {
        return manifests.get(0).descriptor();
    }

    /** Every configuration and layer, in order, repetitions included. */
    public List<Descriptor> blobs() {
        List<Descriptor> blobs = new ArrayList<>();
        for (LockedManifest manifest : manifests) {
            manifest.config().ifPresent(blobs::add);
            blobs.addAll(manifest.layers());
        }
        return blobs;
    }

    /**
     * An index or a manifest.
     *
     * @param descriptor with the platform where one of an index was chosen
     * @param config empty for an index
     * @param layers empty for an index
     */
    public record LockedManifest(Descriptor descriptor, Optional<Descriptor> config, List<Descriptor> layers) {
        public LockedManifest {
            layers = List.copyOf(layers);
        }
    }
}
