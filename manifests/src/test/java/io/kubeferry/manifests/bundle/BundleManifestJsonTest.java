package io.kubeferry.manifests.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.manifests.Golden;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.image.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundleManifestJsonTest {
    private static final BundleManifest MANIFEST = SampleBundle.manifest(SampleBundle.entries(SampleBundle.contents()));

    private static String text() {
        return new String(BundleManifestJson.write(MANIFEST), StandardCharsets.UTF_8);
    }

    private static String refused(String json) {
        return assertThrows(IllegalArgumentException.class, () -> BundleManifestJson.read(SampleBundle.utf8(json)))
                .getMessage();
    }

    @Test
    void readsWhatItWrote() {
        assertEquals(MANIFEST, BundleManifestJson.read(BundleManifestJson.write(MANIFEST)));
        assertArrayEquals(
                BundleManifestJson.write(MANIFEST),
                BundleManifestJson.write(BundleManifestJson.read(BundleManifestJson.write(MANIFEST))));
    }

    @Test
    void writesTheBytesThatItAlwaysWrote() throws IOException {
        Golden.assertGolden("bundle.json", text());
    }

    @Test
    void doesNotDependOnTheOrderOfMaps() {
        Map<String, String> tools = new HashMap<>();
        Map<String, String> backwards = new HashMap<>(64);
        for (int i = 0; i < 20; i++) {
            tools.put("tool-" + i, "v1");
            backwards.put("tool-" + (19 - i), "v1");
        }
        KubernetesComponent component = MANIFEST.target();
        KubernetesComponent one =
                new KubernetesComponent(component.version(), component.imageRepository(), component.images(), tools);
        KubernetesComponent other = new KubernetesComponent(
                component.version(), component.imageRepository(), component.images(), backwards);
        assertArrayEquals(BundleManifestJson.write(with(one)), BundleManifestJson.write(with(other)));
    }

    private static BundleManifest with(KubernetesComponent kubernetes) {
        return new BundleManifest(
                MANIFEST.format(),
                MANIFEST.name(),
                MANIFEST.version(),
                MANIFEST.platforms(),
                MANIFEST.upgradeFrom(),
                List.of(kubernetes),
                MANIFEST.network(),
                Optional.empty(),
                MANIFEST.addons(),
                MANIFEST.untested(),
                MANIFEST.runtimes(),
                MANIFEST.files(),
                MANIFEST.images(),
                MANIFEST.entries());
    }

    @Test
    void keepsABundleWithoutALoadBalancer() {
        BundleManifest without = with(MANIFEST.target());
        assertEquals(without, BundleManifestJson.read(BundleManifestJson.write(without)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"format\" : \"kubeferry.io/bundle/v1\" | \"format\" : \"kubeferry.io/bundle/v9\""
                        + " | the format is kubeferry.io/bundle/v9; this program reads kubeferry.io/bundle/v1",
                "\"name\" : \"edge\" | \"nom\" : \"edge\" | 'name'",
                "\"name\" : \"edge\" | \"name\" : null | name",
                "\"minimumGlibc\" : \"2.34\" | \"minimumGlibc\" : \"2.34\", \"more\" : 1 | more",
                "linux/amd64 | linux | linux",
                "v1.36.3 | 1.36 | 1.36",
                "registry.k8s.io/pause:3.10.2 | registry.k8s.io/PAUSE:1 | PAUSE",
                "\"size\" : 1337 | \"size\" : \"much\" | much",
                "\"mode\" : 420 | \"mode\" : 511 | mode",
            })
    void namesWhatItCannotRead(String what, String instead, String says) {
        String changed = text().replace(what, instead);
        assertTrue(!changed.equals(text()), what);
        String message = refused(changed);
        assertTrue(message.contains(says), message);
    }

    @Test
    void findsWhatABundleCarries() {
        Platform amd64 = SampleBundle.AMD64;
        assertEquals("kubelet", MANIFEST.file("kubelet", "v1.36.3", amd64).name());
        assertEquals(
                "bundle edge has no kubelet v1.36.3 for linux/arm64",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> MANIFEST.file("kubelet", "v1.36.3", Platform.parse("linux/arm64")))
                        .getMessage());
        ImageReference pause = ImageReference.parse("registry.k8s.io/pause:3.10.2");
        assertEquals(pause, MANIFEST.image(pause).reference());
        assertThrows(IllegalArgumentException.class, () -> MANIFEST.image(ImageReference.parse("nginx")));
        Digest odd = Digest.of(SampleBundle.ODD);
        assertEquals(odd, MANIFEST.blob(odd).digest());
        assertThrows(IllegalArgumentException.class, () -> MANIFEST.blob(new Digest("0".repeat(64))));
        assertEquals("containerd", MANIFEST.target().tools().keySet().iterator().next());
        assertEquals("2.3.4", MANIFEST.target().toolVersion("containerd"));
        assertThrows(IllegalArgumentException.class, () -> MANIFEST.target().toolVersion("etcd"));
        assertThrows(IllegalArgumentException.class, () -> MANIFEST.target().image("etcd"));
    }
}
