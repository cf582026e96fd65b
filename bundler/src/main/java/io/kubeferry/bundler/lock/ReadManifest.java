package io.kubeferry.bundler.lock;

import io.kubeferry.manifests.bundle.CarriedFile;
import io.kubeferry.manifests.failure.Problem;
import io.kubeferry.manifests.image.ImageReference;
import java.util.List;

/**
 * A manifest that was read.
 *
 * @param name which of its owner's manifests, for messages
 * @param file as it travels
 * @param images those that it names
 * @param findings what is allowed, but a person should know
 */
record ReadManifest(String name, CarriedFile file, List<ImageReference> images, List<Problem> findings) {
    ReadManifest {
        images = List.copyOf(images);
        findings = List.copyOf(findings);
    }
}
