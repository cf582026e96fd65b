package io.kubeferry.bundler.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.bundler.lock.Request.WantedImage;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.image.Platform;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageResolverTest {
    private static final String NAME = "registry.example.com/web";

    private final FakeUpstream upstream = new FakeUpstream();

    private LockedImage resolve(String... platforms) {
        ImageResolver resolver = new ImageResolver(
                upstream, List.of(platforms).stream().map(Platform::parse).toList());
        return resolver.resolve(new WantedImage(ImageReference.parse(NAME + ":1"), List.of("a test")));
    }

    private Failure refuses(String... platforms) {
        Failure failure = assertThrows(Failure.class, () -> resolve(platforms));
        assertEquals(ExitCode.SOURCE_UNAVAILABLE, failure.exitCode());
        assertTrue(failure.getMessage().startsWith(NAME + ":1: "), failure.getMessage());
        return failure;
    }

    private Digest manifest(String tag, String architecture) {
        byte[] config = "{\"os\":\"linux\",\"architecture\":\"%s\"}"
                .formatted(architecture)
                .getBytes(StandardCharsets.UTF_8);
        return upstream.manifest(
                NAME + tag, """
                {"config": {"mediaType": "c", "digest": "%s", "size": %d},
                 "layers": [{"mediaType": "l", "digest": "%s", "size": 9}]}""".formatted(upstream.blob(config), config.length, Locks.digestOf(architecture)));
    }

    private String child(Digest digest, String architecture, int size) {
        return "{\"mediaType\":\"m\",\"digest\":\"%s\",\"size\":%d,\"platform\":{\"os\":\"linux\",\"architecture\":\"%s\"}}"
                .formatted(digest, size, architecture);
    }

    private int sizeOf(Digest digest) {
        return upstream.manifest(ImageReference.parse(NAME + "@" + digest)).bytes().length;
    }

    private Digest index(String tag, String... children) {
        return upstream.manifest(NAME + tag, "{\"manifests\":[" + String.join(",", children) + "]}");
    }

    @Test
    void takesOnlyTheChildrenOfItsPlatforms() {
        Digest amd64 = manifest(":a", "amd64");
        Digest arm64 = manifest(":b", "arm64");
        Digest index = index(":1", child(amd64, "amd64", sizeOf(amd64)), child(arm64, "arm64", sizeOf(arm64)));

        LockedImage image = resolve("linux/arm64");

        assertEquals(index, image.root().digest());
        assertEquals(
                List.of(index, arm64),
                image.manifests().stream()
                        .map(each -> each.descriptor().digest())
                        .toList());
        assertEquals(2, image.blobs().size());
    }

    @Test
    void saysWhichPlatformIsMissingAndWhichAreThere() {
        Digest amd64 = manifest(":a", "amd64");
        index(":1", child(amd64, "amd64", sizeOf(amd64)));

        Failure failure = refuses("linux/amd64", "linux/s390x");

        assertTrue(failure.getMessage().contains("no image for linux/s390x (there is one for linux/amd64)"));
    }

    @Test
    void looksIntoTheConfigurationOfAManifestWithoutIndex() {
        manifest(":1", "amd64");

        assertEquals(1, resolve("linux/amd64").manifests().size());
        assertTrue(refuses("linux/arm64").getMessage().contains("no image for linux/arm64"));
    }

    @Test
    void namesIndexPlatformAndChildWhereTheChildIsMissing() {
        Digest absent = Digest.of(new byte[] {1});
        Digest index = index(":1", child(absent, "amd64", 10));

        Failure failure = refuses("linux/amd64");

        for (String part : new String[] {index.toString(), absent.toString(), "linux/amd64", "404", "choose another"}) {
            assertTrue(failure.getMessage().contains(part), failure.getMessage());
        }
    }

    @Test
    void refusesAChildOfAnotherSizeThanItsIndexSays() {
        Digest amd64 = manifest(":a", "amd64");
        index(":1", child(amd64, "amd64", 7));

        assertTrue(refuses("linux/amd64").getMessage().contains("its index says 7"));
    }

    @Test
    void followsAnIndexWithinAnIndex() {
        Digest amd64 = manifest(":a", "amd64");
        Digest inner = index(":inner", child(amd64, "amd64", sizeOf(amd64)));
        index(":1", child(inner, "amd64", sizeOf(inner)));

        assertEquals(3, resolve("linux/amd64").manifests().size());
    }
}
