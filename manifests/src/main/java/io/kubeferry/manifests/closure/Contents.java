package io.kubeferry.manifests.closure;

import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.image.ManifestDocument;
import io.kubeferry.manifests.image.Platform;
import java.io.IOException;
import java.util.Optional;

/** What the proof reads of a bundle's contents: small blobs, by their digests. */
public interface Contents {
    /**
     * What the blob of an index or a manifest says.
     *
     * @throws IllegalArgumentException where it is neither
     */
    ManifestDocument document(Digest digest) throws IOException;

    /** A packaged manifest. */
    String text(Digest digest) throws IOException;

    /** The platform that an image's configuration names; empty where it names none, or is not there to be read yet. */
    Optional<Platform> platform(Digest config) throws IOException;
}
