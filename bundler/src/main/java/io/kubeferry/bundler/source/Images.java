package io.kubeferry.bundler.source;

import io.kubeferry.manifests.image.Descriptor;
import io.kubeferry.manifests.image.ImageReference;

/** Registries. Every method throws a Failure (source unavailable) that names the image, once retries are used up. */
public interface Images {
    /** In bytes. The specification wants registries to take manifests of at least 4 MiB, and none is larger in practice. */
    int MANIFEST_LIMIT = 4 << 20;

    /** What a reference stands for now; by digest where it has one, and then the bytes have that digest. */
    ServedManifest manifest(ImageReference reference);

    /** The bytes of a small blob, of the descriptor's size and digest. */
    byte[] smallBlob(ImageReference image, Descriptor blob);

    /** Streams a blob from {@code sink.received()} on to its end; the size is checked, the digest is the caller's. */
    void copyBlob(ImageReference image, Descriptor blob, Sink sink);
}
