package io.kubeferry.manifests.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.manifests.Failures;
import io.kubeferry.manifests.image.ImageReference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Manifests that are broken, hostile or none at all. */
class BadManifestTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private static List<ImageReference> read(String manifest) {
        return ManifestImages.of("m.yaml", manifest);
    }

    private static void assertRefused(String manifest, String start) {
        String message = assertTimeoutPreemptively(SOON, () -> Failures.invalid(() -> read(manifest)));
        assertTrue(message.startsWith(start), message);
    }

    private static void assertExplodes(String manifest) {
        String message = assertTimeoutPreemptively(SOON, () -> Failures.invalid(() -> read(manifest)));
        assertTrue(message.contains("with its aliases written out it has more than 1000000 keys and values"), message);
    }

    @ParameterizedTest
    @CsvSource({
        "'a: 1\n\tb: 2\n', 'm.yaml:2:1: not YAML: found character'",
        "'a: [1\n', 'm.yaml:2:1: not YAML: '",
        "'a: \"b\n', 'm.yaml:2:1: not YAML: '",
        "'a: *b\n', 'm.yaml:1:4: not YAML: '",
        "'a: 1\nb: \u0007\n', 'm.yaml:2:4: not YAML: it has the character U+0007'",
        "'- a\n', 'm.yaml:1:1: a document is a list, not a Kubernetes object'",
        "'a: 1\n---\n<!DOCTYPE html><html></html>\n', 'm.yaml:3:1: a document is a text, not a Kubernetes object'",
    })
    void tellsThePlaceOfWhatIsNoManifest(String manifest, String start) {
        assertRefused(manifest, start);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\n", "---\n", "# nothing\n---\n# at all\n", "\uFEFF"})
    void refusesAManifestWithoutAnObject(String manifest) {
        assertRefused(manifest, "m.yaml:1:1: it has no document");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{- if .Values.on }}\nkind: Pod\n{{- end }}\n",
                "kind: Pod\nspec: {{ .Values.spec }}\n",
                "kind: Pod\nspec:\n  containers:\n  - image: {{ .Values.image }}\n",
                "kind: Pod\nspec:\n  containers:\n  - image: \"{{ .Values.image }}\"\n",
                "kind: Pod\nspec:\n  containers:\n  - image: ${IMAGE}:1\n",
                "kind: Pod\nspec:\n  containers:\n  - image: '<%= image %>'\n",
            })
    void saysThatATemplateIsToBeRendered(String manifest) {
        String message = Failures.invalid(() -> read(manifest));
        assertTrue(message.matches("(?s)m\\.yaml:\\d+:\\d+: .*-> this looks like a template.*"), message);
    }

    @Test
    void refusesABareManifestWhereImagesAreNeeded() {
        String manifest = "kind: ConfigMap\ndata: {a: b}\n";
        assertEquals(List.of(), read(manifest));
        String message = Failures.invalid(() -> ManifestImages.atLeastOne("m.yaml", manifest, ImagePlaces.none()));
        assertTrue(message.startsWith("m.yaml:1:1: it names no image"), message);
    }

    @Test
    void refusesWhatIsTooLargeBeforeItIsRead() {
        byte[] large = new byte[ManifestText.LIMIT + 1];
        String message = Failures.invalid(() -> ManifestText.decode("m.yaml", large));
        assertTrue(message.startsWith("m.yaml: a manifest has at most 8388608 bytes, this has 8388609"), message);
        assertRefused(" ".repeat(ManifestText.LIMIT + 1), "m.yaml: a manifest has at most 8388608 bytes");
    }

    @Test
    void readsUtf8AndNothingElse() {
        assertEquals("a: ü🚢\n", ManifestText.decode("m.yaml", "a: ü🚢\n".getBytes(StandardCharsets.UTF_8)));
        byte[] latin = "a: 1\nb: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
        assertNotUtf8(latin, "m.yaml:2:7: the byte 0xE9");
        assertNotUtf8("a: 1\n".getBytes(StandardCharsets.UTF_16), "m.yaml:1:1: the byte 0xFE");
        assertNotUtf8(new byte[] {0x1f, (byte) 0x8b, 8, 0}, "m.yaml:1:2: the byte 0x8B");
        assertNotUtf8(new byte[] {'a', ':', (byte) 0xc3}, "m.yaml:1:3: the byte 0xC3");
    }

    private static void assertNotUtf8(byte[] bytes, String start) {
        String message = Failures.invalid(() -> ManifestText.decode("m.yaml", bytes));
        assertTrue(message.startsWith(start), message);
    }

    @Test
    void refusesMoreThanOneDocumentCanHave() {
        String keys = "k: 1\n".repeat(1_000_000);
        assertRefused(keys, "m.yaml:50000:1: more than 100000 keys and values in one document");
        String data = "  k: " + "v".repeat(100_000) + "\n";
        assertRefused("data:\n" + data.repeat(50), "m.yaml:43:6: more than 4194304 characters in one document");
        assertEquals(List.of(), read(("data:\n" + data.repeat(25) + "---\n").repeat(3)), "each counts for itself");
        assertRefused("a: " + "v".repeat(2_000_000), "m.yaml:1:1572868: more than 1572864 characters without a space");
        assertRefused("a: " + "[".repeat(100_000), "m.yaml:1:203: more than 200 levels of nesting");
        assertRefused("a: " + "{b: ".repeat(100_000), "m.yaml:1:");
        assertRefused("- ".repeat(100_000), "m.yaml:1:");
        assertRefused("a: &a []\nb: [" + "*a, ".repeat(1001) + "]\n", "m.yaml:2:4005: more than 1000 aliases");
    }

    @Test
    void refusesMergesThatExplodeAtOnce() {
        StringBuilder bomb = new StringBuilder("a0: &a0 {b: c}\n");
        for (int i = 1; i <= 90; i++) {
            String below = "*a" + (i - 1);
            bomb.append("a%d: &a%d {<<: [%s]}\n".formatted(i, i, String.join(", ", below, below, below, below)));
        }
        String manifest = bomb + "spec: {containers: [{<<: *a90}]}\n";
        assertExplodes(manifest);
    }

    @Test
    void refusesListsThatExplodeAtOnce() {
        StringBuilder bomb =
                new StringBuilder("kind: List\nitems:\n- &l0 {kind: Pod, spec: {containers: [{image: x:1}]}}\n");
        for (int i = 1; i <= 90; i++) {
            String below = "*l" + (i - 1);
            bomb.append(
                    "- &l%d {kind: List, items: [%s]}\n".formatted(i, String.join(", ", below, below, below, below)));
        }
        assertExplodes(bomb.toString());
        assertRefused("&l\nkind: List\nitems: [*l]\n", "m.yaml:1:1: it holds an alias of itself");
    }

    @Test
    void refusesDeclaredPathsThroughAliasesThatExplodeAtOnce() {
        StringBuilder bomb = new StringBuilder("kind: X\nx0: &x0 {a: [{image: \"x:1\"}]}\n");
        for (int i = 1; i <= 90; i++) {
            String below = "*x" + (i - 1);
            bomb.append("x%d: &x%d {a: [%s]}\n".formatted(i, i, String.join(", ", below, below, below, below)));
        }
        String path = "x90." + "a[].".repeat(91) + "image";
        ImagePlaces places = new ImagePlaces(Map.of("X", List.of(path)), List.of());
        String found = assertTimeoutPreemptively(
                SOON, () -> Failures.invalid(() -> ManifestImages.of("m.yaml", bomb.toString(), places)));
        assertTrue(found.contains("with its aliases written out"), found);
    }
}
