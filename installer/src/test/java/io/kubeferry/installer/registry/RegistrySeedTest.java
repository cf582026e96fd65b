package io.kubeferry.installer.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.installer.TestBundle;
import io.kubeferry.manifests.bundle.SignedBundle;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.failure.Problem;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistrySeedTest {
    @TempDir
    Path folder;

    private TestBundle bundle;
    private Path file;
    private Path storage;
    private Digest index;
    private Digest layer;

    @BeforeEach
    void build() throws GeneralSecurityException, IOException {
        bundle = new TestBundle();
        byte[] content = new byte[3 << 20];
        new Random(1).nextBytes(content);
        layer = Digest.of(content);
        index = bundle.sparseImage("registry.k8s.io/pause:3.10", content);
        bundle.sparseImage("docker.io/library/nginx:1.29", content, "small".getBytes(StandardCharsets.UTF_8));
        bundle.blob("no image's".getBytes(StandardCharsets.UTF_8));
        file = bundle.write(folder.resolve("edge.tar"));
        storage = folder.resolve("storage");
    }

    @Test
    void writesEveryBlobAndLinkAndNothingElse() throws IOException {
        Seeded seeded = seed();

        // two indexes, two manifests, one configuration, two layers
        assertEquals(7, seeded.blobs());
        assertEquals(7 + seeded.links(), files().size());
        assertArrayEquals(bundle.content(layer), Files.readAllBytes(blob(layer)));
        assertEquals(List.of(), check());
    }

    @Test
    void leavesWhatIsThereAlready() throws IOException {
        seed();

        Seeded again = seed();

        assertEquals(0, again.blobs());
        assertEquals(0, again.bytesWritten());
        assertEquals(7, again.blobsThere());
        assertEquals(0, again.links());
    }

    @Test
    void goesOnAfterARunThatWasKilled() throws IOException {
        seed();
        Files.delete(blob(layer));
        Files.writeString(blob(layer).resolveSibling("data.kubeferry-new"), "hal");

        Seeded again = seed();

        assertEquals(1, again.blobs());
        assertEquals(List.of(), check());
        assertTrue(files().stream().noneMatch(each -> each.endsWith(".kubeferry-new")));
    }

    @Test
    void takesEverythingBackWhereTheLastEntryIsDamaged() throws IOException {
        flipByte(Files.size(file) - 2048);

        Failure failure = assertThrows(Failure.class, this::seed);

        assertEquals(ExitCode.NOT_TRUSTED, failure.exitCode());
        assertEquals(List.of(), files());
    }

    @Test
    void takesBackOnlyWhatThisRunWrote() throws IOException {
        seed();
        Files.delete(blob(index));
        List<String> before = files();
        flipByte(Files.size(file) - 2048);

        assertThrows(Failure.class, this::seed);

        assertEquals(before, files());
    }

    @Test
    void saysThatTheStorageCannotBeWritten() throws IOException {
        Files.createDirectories(storage);
        Files.writeString(storage.resolve("docker"), "a file where a folder belongs");

        Failure failure = assertThrows(Failure.class, this::seed);

        assertEquals(ExitCode.ACTION_FAILED, failure.exitCode());
        assertTrue(failure.getMessage().contains(storage.toString()), failure.getMessage());
    }

    @Test
    void checkFindsWhatWasChangedLostOrCut() throws IOException {
        seed();
        byte[] changed = Files.readAllBytes(blob(layer));
        changed[1000] ^= 1;
        Files.write(blob(layer), changed);
        Files.write(blob(index), new byte[3]);
        String tag = "docker/registry/v2/repositories/docker.io/library/nginx/_manifests/tags/1.29/current/link";
        Files.delete(storage.resolve(tag));

        List<String> problems = check().stream().map(Problem::toString).toList();

        assertEquals(3, problems.size());
        assertTrue(problems.stream().anyMatch(each -> each.contains(layer.hex()) && each.contains("has the digest")));
        assertTrue(problems.stream().anyMatch(each -> each.contains(index.hex()) && each.contains("3 bytes")));
        assertTrue(problems.stream().anyMatch(each -> each.contains(tag) && each.contains("missing")));
    }

    @Test
    void neverLinksBeforeTheWholeBundleIsSound() throws IOException {
        flipByte(Files.size(file) - 2048);

        assertThrows(Failure.class, this::seed);

        assertFalse(Files.exists(storage.resolve("docker/registry/v2/repositories")));
    }

    private Seeded seed() throws IOException {
        try (SignedBundle signed = bundle.open(file)) {
            return new RegistrySeed(signed, storage).run(bytes -> {});
        }
    }

    private List<Problem> check() {
        return new RegistryCheck(bundle.manifest(), storage).problems(bytes -> {});
    }

    private Path blob(Digest digest) {
        return storage.resolve(
                "docker/registry/v2/blobs/sha256/" + digest.hex().substring(0, 2) + "/" + digest.hex() + "/data");
    }

    private void flipByte(long position) throws IOException {
        try (RandomAccessFile random = new RandomAccessFile(file.toFile(), "rw")) {
            random.seek(position);
            int value = random.read();
            random.seek(position);
            random.write(value ^ 1);
        }
    }

    private List<String> files() throws IOException {
        if (!Files.exists(storage)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(storage)) {
            return all.filter(Files::isRegularFile)
                    .map(each -> storage.relativize(each).toString())
                    .sorted()
                    .toList();
        }
    }
}
