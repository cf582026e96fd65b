package io.kubeferry.bundler.cache;

import io.kubeferry.bundler.source.Images;
import io.kubeferry.bundler.source.ServedManifest;
import io.kubeferry.bundler.source.Sink;
import io.kubeferry.manifests.image.Descriptor;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.image.ManifestDocument;
import java.util.Optional;

/** Registries that are not asked for what is known by its digest and there already. Tags are always asked for. */
public final class CachedImages implements Images {

    private final Images upstream;
    private final ContentCache cache;

    public CachedImages(Images upstream, ContentCache cache) {
        this.upstream = upstream;
        this.cache = cache;
    }

    @Override
    public ServedManifest manifest(ImageReference reference) {
        Optional<byte[]> kept = reference.digest().flatMap(digest -> cache.read(digest, MANIFEST_LIMIT));
        if (kept.isPresent()) {
            byte[] bytes = kept.get();
            return new ServedManifest(bytes, reference.digest().orElseThrow(), ManifestDocument.parse(bytes));
        }
        ServedManifest served = upstream.manifest(reference);
        cache.add(served.bytes());
        return served;
    }

    @Override
    public byte[] smallBlob(ImageReference image, Descriptor blob) {
        return cache.read(blob.digest(), MANIFEST_LIMIT).orElseGet(() -> {
            byte[] bytes = upstream.smallBlob(image, blob);
            cache.add(bytes);
            return bytes;
        });
    }

    /** Straight from upstream: whoever fills a bundle looks into the cache itself, and hashes what it takes. */
    @Override
    public void copyBlob(ImageReference image, Descriptor blob, Sink sink) {
        upstream.copyBlob(image, blob, sink);
    }
}
