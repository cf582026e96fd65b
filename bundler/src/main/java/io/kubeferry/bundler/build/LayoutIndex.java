package io.kubeferry.bundler.build;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubeferry.bundler.lock.LockedImage;
import io.kubeferry.manifests.image.MediaTypes;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code index.json} of the OCI image layout: one descriptor for each image reference. */
final class LayoutIndex {
    private LayoutIndex() {}

    static byte[] of(List<LockedImage> images) {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode index = mapper.createObjectNode();
        index.put("schemaVersion", 2).put("mediaType", MediaTypes.OCI_INDEX);
        ArrayNode manifests = index.putArray("manifests");
        for (LockedImage image : images) {
            ObjectNode descriptor = manifests.addObject();
            descriptor
                    .put("mediaType", image.root().mediaType())
                    .put("digest", image.root().digest().toString())
                    .put("size", image.root().size());
            descriptor
                    .putObject("annotations")
                    // The first is the layout's own (OCI image specification, "Annotations"), the second containerd's.
                    .put("org.opencontainers.image.ref.name", image.reference().toString())
                    .put("io.containerd.image.name", image.reference().toString());
        }
        try {
            return mapper.writeValueAsString(index).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers", e);
        }
    }
}
