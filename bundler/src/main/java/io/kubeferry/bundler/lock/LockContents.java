package io.kubeferry.bundler.lock;

import io.kubeferry.bundler.lock.Lock.LockedText;
import io.kubeferry.bundler.lock.LockedImage.LockedManifest;
import io.kubeferry.bundler.source.Downloads;
import io.kubeferry.manifests.closure.Contents;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.image.Descriptor;
import io.kubeferry.manifests.image.ManifestDocument;
import io.kubeferry.manifests.image.ManifestDocument.Image;
import io.kubeferry.manifests.image.ManifestDocument.Index;
import io.kubeferry.manifests.image.Platform;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The contents of a bundle that is not there yet: image manifests as the lock has them, packaged manifests from where they
 * come. Of an index the lock has the children that were chosen, which are those that travel.
 */
public final class LockContents implements Contents {
    private static final int TEXT_LIMIT = 32 << 20;

    private final Map<Digest, ManifestDocument> documents = new HashMap<>();
    private final Map<Digest, URI> texts = new HashMap<>();
    private final Downloads downloads;

    public LockContents(Lock lock, Downloads downloads) {
        this.downloads = downloads;
        lock.images().forEach(this::add);
        texts.put(lock.network().manifest(), lock.network().manifestUrl());
        lock.addons().stream()
                .flatMap(addon -> addon.manifests().stream())
                .forEach((LockedText text) -> texts.put(text.digest(), text.origin()));
    }

    private void add(LockedImage image) {
        List<LockedManifest> manifests = image.manifests();
        for (int i = 0; i < manifests.size(); i++) {
            LockedManifest manifest = manifests.get(i);
            Descriptor descriptor = manifest.descriptor();
            // What an index leads to stands after it.
            List<Descriptor> after = manifests.subList(i + 1, manifests.size()).stream()
                    .map(LockedManifest::descriptor)
                    .toList();
            documents.put(
                    descriptor.digest(),
                    manifest.config()
                            .<ManifestDocument>map(
                                    config -> new Image(descriptor.mediaType(), config, manifest.layers()))
                            .orElseGet(() -> new Index(descriptor.mediaType(), after)));
        }
    }

    @Override
    public ManifestDocument document(Digest digest) {
        return Optional.ofNullable(documents.get(digest))
                .orElseThrow(() -> new IllegalArgumentException("the lock does not say what it is"));
    }

    @Override
    public String text(Digest digest) {
        URI origin = Optional.ofNullable(texts.get(digest))
                .orElseThrow(() -> new IllegalArgumentException("the lock does not say where it comes from"));
        byte[] bytes = downloads.read(origin, digest, TEXT_LIMIT);
        if (!Digest.of(bytes).equals(digest)) {
            throw Failure.of(
                    ExitCode.SOURCE_UNAVAILABLE,
                    origin.toString(),
                    "is not what the lock pins any more: it has the digest " + Digest.of(bytes) + ", pinned is "
                            + digest,
                    "find out why it changed; take the new one with 'bundler lock --update', or give a mirror that has"
                            + " the old one");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The resolver has looked when it chose the image. */
    @Override
    public Optional<Platform> platform(Digest config) {
        return Optional.empty();
    }
}
