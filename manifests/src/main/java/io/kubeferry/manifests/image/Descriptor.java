package io.kubeferry.manifests.image;

import io.kubeferry.manifests.content.Digest;
import java.util.Optional;

/**
 * A content descriptor of the OCI image specification.
 *
 * @param size bytes
 * @param platform only on an index's children, and not on all of them
 */
public record Descriptor(String mediaType, Digest digest, long size, Optional<Platform> platform) {
    public Descriptor {
        if (size < 0) {
            throw new IllegalArgumentException("a descriptor's size is not negative: " + size);
        }
    }
}
