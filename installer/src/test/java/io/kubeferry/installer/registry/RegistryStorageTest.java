package io.kubeferry.installer.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.installer.TestBundle;
import io.kubeferry.installer.plan.FileContent;
import io.kubeferry.installer.plan.PlannedFile;
import io.kubeferry.manifests.content.Digest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RegistryStorageTest {
    private static final String ROOT = "/var/lib/kubeferry/registry/docker/registry/v2/";

    private final TestBundle bundle;

    RegistryStorageTest() throws GeneralSecurityException {
        bundle = new TestBundle();
    }

    @Test
    void laysAnImageOutAsDistributionWould() {
        Digest index = bundle.sparseImage("registry.k8s.io/pause:3.10", bytes("layer"));
        Digest layer = Digest.of(bytes("layer"));

        List<String> paths = paths(RegistryStorage.files(bundle.manifest()));

        String repository = ROOT + "repositories/registry.k8s.io/pause/";
        assertTrue(paths.containsAll(List.of(
                ROOT + "blobs/sha256/" + layer.hex().substring(0, 2) + "/" + layer.hex() + "/data",
                ROOT + "blobs/sha256/" + index.hex().substring(0, 2) + "/" + index.hex() + "/data",
                repository + "_layers/sha256/" + layer.hex() + "/link",
                repository + "_manifests/revisions/sha256/" + index.hex() + "/link",
                repository + "_manifests/tags/3.10/current/link",
                repository + "_manifests/tags/3.10/index/sha256/" + index.hex() + "/link")));
        // index, manifest, configuration, layer; a link for each of them, two for the tag
        assertEquals(4 + 4 + 2, paths.size());
    }

    @Test
    void putsEveryBlobBeforeTheLinksThatMakeItVisible() {
        bundle.sparseImage("registry.k8s.io/pause:3.10", bytes("a"));
        bundle.sparseImage("docker.io/library/nginx:1.29", bytes("b"));

        List<PlannedFile> files = RegistryStorage.files(bundle.manifest());

        int lastBlob = IntStream.range(0, files.size())
                .filter(i -> files.get(i).content() instanceof FileContent.Blob)
                .max()
                .orElseThrow();
        int firstLink = IntStream.range(0, files.size())
                .filter(i -> files.get(i).content() instanceof FileContent.Text)
                .min()
                .orElseThrow();
        assertTrue(lastBlob < firstLink);
    }

    @Test
    void keepsASharedBlobOnce() {
        bundle.sparseImage("registry.k8s.io/one:1", bytes("shared"));
        bundle.sparseImage("registry.k8s.io/two:1", bytes("shared"));
        Digest shared = Digest.of(bytes("shared"));

        List<String> paths = paths(RegistryStorage.files(bundle.manifest()));

        assertEquals(
                1,
                paths.stream()
                        .filter(path -> path.contains("/blobs/sha256/") && path.contains(shared.hex()))
                        .count());
        assertEquals(
                2,
                paths.stream()
                        .filter(path -> path.contains("/_layers/sha256/" + shared.hex()))
                        .count());
    }

    @Test
    void givesADigestOnlyReferenceNoTag() {
        Digest index = bundle.sparseImage("quay.io/a/b@sha256:" + "1".repeat(64), bytes("x"));

        List<String> paths = paths(RegistryStorage.files(bundle.manifest()));

        assertTrue(paths.stream().noneMatch(path -> path.contains("/tags/")));
        assertTrue(
                paths.contains(ROOT + "repositories/quay.io/a/b/_manifests/revisions/sha256/" + index.hex() + "/link"));
    }

    @Test
    void aPlainTagWinsOverTheTagOfAPinnedReference() {
        Digest plain = bundle.sparseImage("quay.io/a/b:1", bytes("plain"));
        bundle.sparseImage("quay.io/a/b:1@sha256:" + "1".repeat(64), bytes("pinned"));

        String tag = RegistryStorage.files(bundle.manifest()).stream()
                .filter(file -> file.path().endsWith("/tags/1/current/link"))
                .map(file -> ((FileContent.Text) file.content()).text())
                .findFirst()
                .orElseThrow();

        assertEquals(plain.toString(), tag);
    }

    @Test
    void makesARegistrysNameARepositorysName() {
        assertEquals("mirror.corp_5000", RegistryStorage.repositoryPrefix("Mirror.corp:5000"));
        assertEquals("registry.k8s.io", RegistryStorage.repositoryPrefix("registry.k8s.io"));
    }

    private static List<String> paths(List<PlannedFile> files) {
        return files.stream().map(PlannedFile::path).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
