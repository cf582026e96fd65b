package io.kubeferry.manifests.bundle;

import io.kubeferry.manifests.bundle.TarLayout.Place;
import io.kubeferry.manifests.content.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A bundle every byte of which is what was signed. Only {@link SignedBundle#verify} makes one. */
public final class VerifiedBundle {
    private final Path file;
    private final FileChannel channel;
    private final BundleManifest manifest;
    private final Map<String, Place> places;

    VerifiedBundle(Path file, FileChannel channel, BundleManifest manifest, TarLayout layout) {
        this.file = file;
        this.channel = channel;
        this.manifest = manifest;
        this.places = layout.places().stream()
                .collect(Collectors.toUnmodifiableMap(place -> place.entry().path(), Function.identity()));
    }

    /** The bundle's file. */
    public Path file() {
        return file;
    }

    public BundleManifest manifest() {
        return manifest;
    }

    /** The bytes of a blob. */
    public InputStream open(Digest digest) {
        return open(digest.layoutPath());
    }

    /** The bytes of an entry. */
    public InputStream open(String path) {
        Place place = places.get(path);
        if (place == null) {
            throw new IllegalArgumentException("bundle " + manifest.name() + " has no entry " + path);
        }
        return new ChannelSlice(channel, place.contentOffset(), place.entry().size(), bytes -> {});
    }

    /** The whole content of a small entry. */
    public byte[] read(String path) throws IOException {
        try (InputStream content = open(path)) {
            return content.readAllBytes();
        }
    }
}
