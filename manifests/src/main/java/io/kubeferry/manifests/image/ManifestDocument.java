package io.kubeferry.manifests.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubeferry.manifests.content.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an image index or an image manifest points to; read from the bytes that a registry served, which are kept beside
 * it and never written again from this form. Docker's manifest list and schema 2 are the same shapes under other media
 * types.
 */
public sealed interface ManifestDocument {
    /** The media type the document says itself, or that its shape means where it says none (OCI allows that). */
    String mediaType();

    /**
     * An image index or a Docker manifest list.
     *
     * @param children manifests, or nested indexes
     */
    record Index(String mediaType, List<Descriptor> children) implements ManifestDocument {
        public Index {
            children = List.copyOf(children);
        }

        /** The children for this platform; empty where the index has none. */
        public Optional<Descriptor> childFor(Platform platform) {
            return children.stream()
                    .filter(child -> child.platform().filter(platform::equals).isPresent())
                    .findFirst();
        }
    }

    /**
     * An image manifest.
     *
     * @param config the image's configuration
     * @param layers from the bottom to the top
     */
    record Image(String mediaType, Descriptor config, List<Descriptor> layers) implements ManifestDocument {
        public Image {
            layers = List.copyOf(layers);
        }
    }

    /**
     * Reads a manifest.
     *
     * @throws IllegalArgumentException where the bytes are no manifest of an image, or could be taken for both kinds:
     *     two readers of the same digest could then see different images (CVE-2021-41190)
     */
    static ManifestDocument parse(byte[] bytes) {
        JsonNode root = json(bytes);
        boolean index = root.path("manifests").isArray();
        boolean image = root.path("config").isObject() && root.path("layers").isArray();
        if (index && (root.has("config") || root.has("layers"))) {
            throw new IllegalArgumentException("it is both an image index and an image manifest");
        }
        if (index) {
            return new Index(mediaTypeOf(root, MediaTypes.INDEXES), descriptors(root.get("manifests")));
        }
        if (image) {
            return new Image(
                    mediaTypeOf(root, MediaTypes.IMAGES),
                    descriptor(root.get("config")),
                    descriptors(root.get("layers")));
        }
        throw new IllegalArgumentException("neither an image index nor an image manifest (schemaVersion "
                + root.path("schemaVersion").asText("absent") + ", mediaType "
                + root.path("mediaType").asText("absent") + ")");
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return new ObjectMapper().readTree(new String(bytes, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** One of {@code allowed}; the first of them where the document says none. */
    private static String mediaTypeOf(JsonNode root, List<String> allowed) {
        String said = root.path("mediaType").asText(allowed.get(0));
        if (!allowed.contains(said)) {
            throw new IllegalArgumentException(
                    "it says that it is " + said + ", but has the form of " + String.join(" or ", allowed));
        }
        return said;
    }

    private static List<Descriptor> descriptors(JsonNode array) {
        List<Descriptor> all = new ArrayList<>();
        array.forEach(node -> all.add(descriptor(node)));
        return all;
    }

    private static Descriptor descriptor(JsonNode node) {
        JsonNode platform = node.path("platform");
        return new Descriptor(
                node.path("mediaType").asText(""),
                Digest.parse(node.path("digest").asText("")),
                node.path("size").asLong(-1),
                platform.isObject()
                        ? Optional.of(new Platform(
                                platform.path("os").asText("unknown"),
                                platform.path("architecture").asText("unknown")))
                        : Optional.empty());
    }
}
