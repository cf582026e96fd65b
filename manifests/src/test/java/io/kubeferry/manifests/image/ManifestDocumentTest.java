package io.kubeferry.manifests.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.image.ManifestDocument.Image;
import io.kubeferry.manifests.image.ManifestDocument.Index;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestDocumentTest {
    private static final Digest ONE = new Digest("1".repeat(64));
    private static final Digest TWO = new Digest("2".repeat(64));

    private static ManifestDocument parse(String json) {
        return ManifestDocument.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String mediaType(String type) {
        return type.isEmpty() ? "" : "\"mediaType\": \"" + type + "\",";
    }

    private static String index(String type) {
        return """
                {"schemaVersion": 2, %s "manifests": [
                  {"mediaType": "%s", "digest": "%s", "size": 7, "platform": {"os": "linux", "architecture": "amd64"}},
                  {"mediaType": "%s", "digest": "%s", "size": 8,
                   "platform": {"os": "unknown", "architecture": "unknown"}, "annotations": {"a": "b"}},
                  {"mediaType": "%s", "digest": "%s", "size": 9}
                ]}""".formatted(
                mediaType(type), MediaTypes.OCI_MANIFEST, ONE, MediaTypes.OCI_MANIFEST, TWO, MediaTypes.OCI_INDEX, TWO);
    }

    private static String image(String type) {
        return """
                {"schemaVersion": 2, %s
                 "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": "%s", "size": 3},
                 "layers": [{"mediaType": "application/vnd.oci.image.layer.v1.tar+gzip", "digest": "%s", "size": 8589934592}]
                }""".formatted(mediaType(type), ONE, TWO);
    }

    @ParameterizedTest
    @ValueSource(strings = {MediaTypes.OCI_INDEX, MediaTypes.DOCKER_MANIFEST_LIST, ""})
    void readsIndexes(String type) {
        Index index = assertInstanceOf(Index.class, parse(index(type)));
        assertEquals(type.isEmpty() ? MediaTypes.OCI_INDEX : type, index.mediaType());
        assertEquals(3, index.children().size());
        Descriptor amd64 = new Descriptor(MediaTypes.OCI_MANIFEST, ONE, 7, Optional.of(Platform.parse("linux/amd64")));
        assertEquals(Optional.of(amd64), index.childFor(Platform.parse("linux/amd64")));
        assertEquals(Optional.empty(), index.childFor(Platform.parse("linux/arm64")));
        assertEquals(
                new Descriptor(MediaTypes.OCI_INDEX, TWO, 9, Optional.empty()),
                index.children().get(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {MediaTypes.OCI_MANIFEST, MediaTypes.DOCKER_MANIFEST, ""})
    void readsImages(String type) {
        Image image = assertInstanceOf(Image.class, parse(image(type)));
        assertEquals(type.isEmpty() ? MediaTypes.OCI_MANIFEST : type, image.mediaType());
        assertEquals(ONE, image.config().digest());
        assertEquals(
                List.of(TWO), image.layers().stream().map(Descriptor::digest).toList());
        assertEquals(8589934592L, image.layers().get(0).size());
    }

    @Test
    void refusesWhatIsBothAnIndexAndAnImage() {
        String both = image("").replace("\"layers\"", "\"manifests\": [], \"layers\"");
        String message =
                assertThrows(IllegalArgumentException.class, () -> parse(both)).getMessage();
        assertTrue(message.contains("both"), message);
    }

    @Test
    void refusesAMediaTypeThatIsNotThatOfTheShape() {
        String message = assertThrows(IllegalArgumentException.class, () -> parse(index(MediaTypes.OCI_MANIFEST)))
                .getMessage();
        assertTrue(message.contains(MediaTypes.OCI_MANIFEST), message);
        assertThrows(IllegalArgumentException.class, () -> parse(image(MediaTypes.DOCKER_MANIFEST_LIST)));
    }

    @Test
    void saysWhatItIsThatIsNoManifest() {
        String schema1 = "{\"schemaVersion\": 1, \"name\": \"library/x\", \"fsLayers\": []}";
        assertEquals(
                "neither an image index nor an image manifest (schemaVersion 1, mediaType absent)",
                assertThrows(IllegalArgumentException.class, () -> parse(schema1))
                        .getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "42",
                "<html>Sign in</html>",
                "{",
                "{\"manifests\": {}}",
                "{\"manifests\": [7]}",
                "{\"manifests\": [{\"digest\": \"sha256:../../x\", \"size\": 1}]}",
                "{\"config\": {}, \"layers\": []}",
                "{\"config\": [], \"layers\": []}",
                "{\"config\": {\"digest\":"
                        + " \"sha256:1111111111111111111111111111111111111111111111111111111111111111\"},"
                        + " \"layers\": []}",
                "{\"config\": {\"digest\":"
                        + " \"sha256:1111111111111111111111111111111111111111111111111111111111111111\", \"size\": -5},"
                        + " \"layers\": []}",
            })
    void refusesGarbage(String json) {
        assertThrows(IllegalArgumentException.class, () -> parse(json));
    }

    @Test
    void refusesNestingWithoutEnd() {
        assertThrows(IllegalArgumentException.class, () -> parse("[".repeat(200_000)));
    }
}
