package io.kubeferry.manifests.closure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.image.ManifestDocument;
import io.kubeferry.manifests.image.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Contents out of a bundle's own blobs. */
public final class BlobContents implements Contents {
    /** As much as a registry takes for a manifest (OCI distribution specification, "Pushing Manifests"). */
    private static final int DOCUMENT_LIMIT = 4 << 20;

    private static final int TEXT_LIMIT = 32 << 20;

    private final Blobs blobs;

    /** Takes {@code VerifiedBundle::open} or the like. */
    public BlobContents(Blobs blobs) {
        this.blobs = blobs;
    }

    /** Opens blobs that are known to be there. */
    @FunctionalInterface
    public interface Blobs {
        InputStream open(Digest digest) throws IOException;
    }

    @Override
    public ManifestDocument document(Digest digest) throws IOException {
        return ManifestDocument.parse(read(digest, DOCUMENT_LIMIT));
    }

    @Override
    public String text(Digest digest) throws IOException {
        return new String(read(digest, TEXT_LIMIT), StandardCharsets.UTF_8);
    }

    @Override
    public Optional<Platform> platform(Digest config) throws IOException {
        try {
            JsonNode root =
                    new ObjectMapper().readTree(new String(read(config, DOCUMENT_LIMIT), StandardCharsets.UTF_8));
            boolean named =
                    root.path("os").isTextual() && root.path("architecture").isTextual();
            return named
                    ? Optional.of(new Platform(
                            root.path("os").asText(), root.path("architecture").asText()))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("its configuration is not JSON", e);
        }
    }

    private byte[] read(Digest digest, int limit) throws IOException {
        try (InputStream blob = blobs.open(digest)) {
            byte[] bytes = blob.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new IllegalArgumentException("it has more than " + limit + " bytes");
            }
            return bytes;
        }
    }
}
