package io.kubeferry.bundler.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.bundler.build.BundleBuild.Built;
import io.kubeferry.bundler.cache.ContentCache;
import io.kubeferry.bundler.cache.Pruning;
import io.kubeferry.bundler.local.LocalTree;
import io.kubeferry.bundler.local.Payload;
import io.kubeferry.bundler.lock.FakeUpstream;
import io.kubeferry.bundler.lock.Lock;
import io.kubeferry.bundler.lock.Lock.LockedInstaller;
import io.kubeferry.bundler.lock.LockedImage;
import io.kubeferry.bundler.lock.LockedImage.LockedManifest;
import io.kubeferry.bundler.lock.Locks;
import io.kubeferry.bundler.progress.Progress;
import io.kubeferry.bundler.signing.KeyFiles;
import io.kubeferry.bundler.signing.KeyPair;
import io.kubeferry.bundler.signing.SigningKey;
import io.kubeferry.manifests.bundle.CarriedFile;
import io.kubeferry.manifests.bundle.SignedBundle;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.image.Descriptor;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.image.MediaTypes;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleBuildTest {
    @TempDir
    Path folder;

    private final FakeUpstream upstream = new FakeUpstream();
    private final List<Digest> layers = new ArrayList<>();
    private final Payload payload = new Payload(new LocalTree(List.of()), List.of());
    private SigningKey key;
    private BundlePlan plan;
    private Path out;

    @BeforeEach
    void plan() {
        KeyPair files = KeyPair.in(folder, "kubeferry");
        KeyFiles.generate(files, Optional.empty());
        key = KeyFiles.read(files.privateKey(), () -> {
            throw new AssertionError("no passphrase");
        });
        out = folder.resolve("edge.tar");
        plan = BundlePlanner.plan(lock(), payload, folder);
    }

    private Lock lock() {
        URI url = URI.create("https://example.com/kubelet");
        byte[] kubelet = random(1, 700_000);
        CarriedFile file = new CarriedFile(
                "kubelet", "v1", Optional.empty(), url.toString(), upstream.file(url, kubelet), kubelet.length);
        List<LockedImage> images = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            images.add(image("registry.example.com/web:" + i, 10 + i));
        }
        return Locks.with(new LockedInstaller(payload.installer().digest(), List.of()), List.of(file), images);
    }

    private LockedImage image(String reference, int seed) {
        List<Descriptor> blobs = new ArrayList<>();
        for (byte[] each : List.of(random(seed, 333), random(seed + 100, 9_000_000), random(0, 12_345), new byte[0])) {
            blobs.add(new Descriptor("layer", upstream.blob(each), each.length, Optional.empty()));
        }
        layers.add(blobs.get(1).digest());
        String json = "{\"config\":{},\"layers\":[],\"seed\":" + seed + "}";
        Digest digest = upstream.manifest(
                reference, json.replace("{}", "{\"digest\":\"" + blobs.get(0).digest() + "\",\"size\":1}"));
        int size = upstream.manifest(ImageReference.parse(reference)).bytes().length;
        LockedManifest manifest = new LockedManifest(
                new Descriptor(MediaTypes.OCI_MANIFEST, digest, size, Optional.empty()),
                Optional.of(blobs.get(0)),
                blobs.subList(1, blobs.size()));
        return new LockedImage(ImageReference.parse(reference), List.of(manifest), List.of("a test"));
    }

    private static byte[] random(int seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private Built build(int connections) {
        return new BundleBuild(
                        upstream,
                        upstream,
                        ContentCache.none(),
                        Progress.silent(),
                        folder -> Long.MAX_VALUE,
                        connections)
                .run(plan, key, out);
    }

    private Failure refuses(int connections) {
        Failure failure = assertThrows(Failure.class, () -> build(connections));
        assertFalse(Files.exists(out), "no bundle");
        return failure;
    }

    private void assertSound() throws IOException {
        try (SignedBundle bundle = SignedBundle.open(out, key.verificationKey())) {
            bundle.verify(count -> {});
        }
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("edge"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void makesABundleThatVerifiesAndLeavesNothingBeside() throws IOException {
        Built built = build(4);

        assertSound();
        assertEquals(Files.size(out), built.size());
        assertEquals(Files.size(out), plan.size());
        assertEquals(List.of("edge.tar"), left());
    }

    @Test
    void makesTheSameBytesAtAnyConcurrency() throws IOException {
        build(1);
        byte[] alone = Files.readAllBytes(out);
        Files.delete(out);

        build(8);

        assertTrue(Arrays.equals(alone, Files.readAllBytes(out)));
    }

    @Test
    void continuesWhereAnInterruptedRunStopped() throws IOException {
        build(2);
        byte[] whole = Files.readAllBytes(out);
        Files.delete(out);
        upstream.failAfter(22_000_000);
        refuses(2);
        assertEquals(List.of("edge.tar.journal", "edge.tar.partial"), left());

        upstream.failAfter(Long.MAX_VALUE);
        Built built = build(2);

        assertTrue(Arrays.equals(whole, Files.readAllBytes(out)));
        assertTrue(built.kept() > 12_000_000, "kept " + built.kept());
        assertTrue(upstream.served() < 26_000_000, "fetched " + upstream.served() + " bytes again");
    }

    @Test
    void trustsNothingThatAnInterruptedRunLeft() throws IOException {
        upstream.failAfter(22_000_000);
        refuses(1);
        Path partial = folder.resolve("edge.tar.partial");
        byte[] spoilt = Files.readAllBytes(partial);
        for (int i = 0; i < spoilt.length; i += 1_000_000) {
            spoilt[i] ^= 1;
        }
        Files.write(partial, spoilt);

        upstream.failAfter(Long.MAX_VALUE);
        build(3);

        assertSound();
    }

    @Test
    void survivesATornJournalAndALostPartialFile() throws IOException {
        upstream.failAfter(15_000_000);
        refuses(1);
        Path journal = folder.resolve("edge.tar.journal");
        Files.writeString(journal, Files.readString(journal) + "41943");
        refuses(1);
        Files.delete(folder.resolve("edge.tar.partial"));

        upstream.failAfter(Long.MAX_VALUE);
        assertEquals(0, build(1).kept());

        assertSound();
    }

    @Test
    void beginsAnewForAnotherBundle() throws IOException {
        upstream.failAfter(15_000_000);
        refuses(1);
        Lock lock = lock();
        plan = BundlePlanner.plan(
                Locks.with(lock.installer(), lock.files(), lock.images().subList(0, 2)), payload, folder);

        upstream.failAfter(Long.MAX_VALUE);
        assertEquals(0, build(2).kept());

        assertSound();
    }

    @Test
    void neverTakesABlobWithOtherBytes() throws IOException {
        byte[] other = random(110, 9_000_000);
        other[8_999_999] ^= 1;
        upstream.spoil(layers.get(0), other);

        Failure failure = refuses(2);

        assertEquals(ExitCode.SOURCE_UNAVAILABLE, failure.exitCode());
        assertTrue(failure.getMessage().startsWith("registry.example.com/web:0 (blob "), failure.getMessage());
        assertTrue(failure.getMessage().contains(layers.get(0).toString()), failure.getMessage());

        upstream.spoil(layers.get(0), random(110, 9_000_000));
        build(2);
        assertSound();
    }

    @Test
    void saysThatThereIsNoSpaceBeforeTheFirstByte() throws IOException {
        BundleBuild build =
                new BundleBuild(upstream, upstream, ContentCache.none(), Progress.silent(), folder -> 1_000_000, 1);

        Failure failure = assertThrows(Failure.class, () -> build.run(plan, key, out));

        assertEquals(ExitCode.PREFLIGHT_FAILED, failure.exitCode());
        assertTrue(failure.getMessage().contains("1,000,000 free"), failure.getMessage());
        assertEquals(List.of(), left());
        assertEquals(0, upstream.served());
    }

    @Test
    void needsLessSpaceForWhatIsThereAlready() {
        upstream.failAfter(30_000_000);
        refuses(1);
        upstream.failAfter(Long.MAX_VALUE);

        long missing = plan.size() - BundleBuild.leftovers(plan, out).bytes();
        assertTrue(missing < 20_000_000, "missing " + missing);
        new BundleBuild(upstream, upstream, ContentCache.none(), Progress.silent(), folder -> missing, 1)
                .run(plan, key, out);

        assertTrue(Files.exists(out));
    }

    @Test
    void keepsTwoBuildsOfOneFileApart() throws IOException {
        Path partial = folder.resolve("edge.tar.partial");
        try (Journal other = Journal.open(folder.resolve("edge.tar.journal"), partial, plan.manifestDigest())) {
            assertFalse(other.continued());
            Files.writeString(partial, "of the other");

            Failure failure = refuses(1);

            assertTrue(failure.getMessage().contains("another build"), failure.getMessage());
            assertEquals("of the other", Files.readString(folder.resolve("edge.tar.partial")));
        }
    }

    @Test
    void saysThatTheFolderDoesNotExist() {
        out = folder.resolve("nowhere/edge.tar");

        assertEquals(ExitCode.USAGE, refuses(1).exitCode());
    }

    @Test
    void refusesABlobThatHasTwoSizes() {
        Lock lock = lock();
        CarriedFile lying = new CarriedFile(
                "kubelet",
                "v2",
                Optional.empty(),
                "https://example.com/other",
                lock.files().get(0).digest(),
                5);

        Failure failure = assertThrows(
                Failure.class,
                () -> BundlePlanner.plan(
                        Locks.with(lock.installer(), List.of(lock.files().get(0), lying), List.of()), payload, folder));

        assertTrue(failure.getMessage().contains("5 bytes here and 700000 bytes elsewhere"), failure.getMessage());
    }

    @Test
    void listsEveryEntryInTheChecksums() {
        String sums = plan.parts().stream()
                .filter(part -> part.entry().path().equals("SHA256SUMS"))
                .map(part -> new String(((Content.Inline) part.content()).bytes(), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();

        assertEquals(plan.parts().size() - 1, sums.lines().count());
        assertTrue(sums.lines().anyMatch(line -> line.endsWith("  README.txt")));
    }

    private Path buildWith(ContentCache cache, FakeUpstream world, String name) throws IOException {
        Path file = out.resolveSibling(name);
        new BundleBuild(world, world, cache, Progress.silent(), folder -> Long.MAX_VALUE, 2).run(plan, key, file);
        return file;
    }

    @Test
    void takesFromTheCacheWhatAnEarlierBuildHasFetched() throws IOException {
        ContentCache cache = ContentCache.in(out.resolveSibling("cache"), Progress.silent());
        Path first = buildWith(cache, upstream, "first.tar");

        Path second = buildWith(cache, new FakeUpstream(), "second.tar");

        assertEquals(-1, Files.mismatch(first, second), "from a world that has nothing any more");
    }

    @Test
    void countsWhatIsCachedAndLeftOverOnce() {
        upstream.failAfter(30_000_000);
        refuses(1);
        Leftovers left = BundleBuild.leftovers(plan, out);
        assertTrue(left.bytes() > 20_000_000, "left " + left.bytes());

        assertEquals(plan.remoteBytes(), plan.bytesToFetch(Cached.nothing(), Leftovers.none()));
        assertEquals(plan.remoteBytes() - left.bytes(), plan.bytesToFetch(Cached.nothing(), left));
        assertEquals(0, plan.bytesToFetch((digest, size) -> true, left));
        // One layer that is left over, whole or in part, and cached too: it is subtracted once.
        Cached one = (digest, size) -> digest.equals(layers.get(0));
        long others = left.received().entrySet().stream()
                .filter(entry -> !entry.getKey().endsWith(layers.get(0).hex()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        assertEquals(plan.remoteBytes() - 9_000_000 - others, plan.bytesToFetch(one, left));
    }

    @Test
    void fetchesAgainWhatIsDamagedInTheCache() throws IOException {
        Path folder = out.resolveSibling("cache");
        ContentCache cache = ContentCache.in(folder, Progress.silent());
        Path first = buildWith(cache, upstream, "first.tar");
        for (Pruning.Entry entry : Pruning.entriesOf(folder)) {
            String hex = entry.digest().hex();
            byte[] bytes = Files.readAllBytes(
                    folder.resolve("sha256").resolve(hex.substring(0, 2)).resolve(hex));
            if (bytes.length == 0) {
                continue;
            }
            bytes[bytes.length - 1]++;
            Files.write(folder.resolve("sha256").resolve(hex.substring(0, 2)).resolve(hex), bytes);
        }

        Path second = buildWith(cache, upstream, "second.tar");
        Path third = buildWith(cache, new FakeUpstream(), "third.tar");

        assertEquals(-1, Files.mismatch(first, second));
        assertEquals(-1, Files.mismatch(first, third), "sound entries stand in the place of the damaged ones");
    }
}
