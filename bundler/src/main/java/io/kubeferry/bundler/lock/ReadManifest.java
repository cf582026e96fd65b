package io.kubeferry.bundler.lock;

import io.kubeferry.manifests.bundle.CarriedFile;
import io.kubeferry.manifests.image.ImageReference;
import java.util.List;

/**
 * A manifest that was read.
 *
 * @param name which of its owner's manifests, for messages
 * @param file as it travels
 * @param images those that it names
 */
record ReadManifest(String name, CarriedFile file, List<ImageReference> images) {
    ReadManifest {
        images = List.copyOf(images);
    }
}
