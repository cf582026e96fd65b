package io.kubeferry.bundler.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.bundler.progress.Progress;
import io.kubeferry.bundler.source.BufferSink;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentCacheTest {
    private static final byte[] CONTENT = new byte[700_000];
    private static final Digest DIGEST;

    static {
        new Random(3).nextBytes(CONTENT);
        DIGEST = Digest.of(CONTENT);
    }

    @TempDir
    Path folder;

    private final List<String> notes = new ArrayList<>();
    private ContentCache cache;

    @BeforeEach
    void open() {
        cache = ContentCache.in(folder, new Progress() {
            @Override
            public void stage(String title, long bytes) {
                throw new AssertionError(title);
            }

            @Override
            public void advance(long bytes) {
                throw new AssertionError("only what reaches a sink counts");
            }

            @Override
            public void note(String text) {
                notes.add(text);
            }
        });
    }

    private Path entry() {
        return folder.resolve("sha256/" + DIGEST.hex().substring(0, 2) + "/" + DIGEST.hex());
    }

    @Test
    void givesBackWhatWasAdded() {
        assertFalse(cache.has(DIGEST, CONTENT.length));
        cache.add(CONTENT);

        assertTrue(cache.has(DIGEST, CONTENT.length));
        assertFalse(cache.has(DIGEST, CONTENT.length + 1));
        assertEquals(OptionalLong.of(CONTENT.length), cache.sizeOf(DIGEST));
        assertArrayEquals(CONTENT, cache.read(DIGEST, CONTENT.length).orElseThrow());
        assertEquals(Optional.empty(), cache.read(DIGEST, CONTENT.length - 1), "more than the limit");
    }

    @Test
    void goesOnWhereTheSinkIs() {
        cache.add(CONTENT);
        BufferSink sink = new BufferSink();
        sink.write(CONTENT, 300_001);

        assertTrue(cache.copyTo(DIGEST, CONTENT.length, sink));

        assertArrayEquals(CONTENT, sink.bytes());
    }

    @Test
    void throwsADamagedEntryAwayAndSaysSo() throws IOException {
        cache.add(CONTENT);
        byte[] damaged = CONTENT.clone();
        damaged[7]++;
        Files.write(entry(), damaged);

        assertEquals(Optional.empty(), cache.read(DIGEST, CONTENT.length));

        assertTrue(Files.notExists(entry()));
        assertEquals(List.of("the cache's entry " + DIGEST + " is damaged: thrown away, and fetched again"), notes);
    }

    @Test
    void keepsASoundEntryWhenItsUseCameToAnotherDigest() {
        cache.add(CONTENT);
        cache.discardIfDamaged(DIGEST);

        assertTrue(cache.has(DIGEST, CONTENT.length));
    }

    @Test
    void replacesAnEntryOfAnotherSize() throws IOException {
        Files.createDirectories(entry().getParent());
        Files.write(entry(), new byte[5]);

        assertFalse(cache.copyTo(DIGEST, CONTENT.length, new BufferSink()));
        cache.add(CONTENT);

        assertArrayEquals(CONTENT, cache.read(DIGEST, CONTENT.length).orElseThrow());
    }

    @Test
    void keepsNothingOfAContentThatCannotBeRead() throws IOException {
        cache.add(DIGEST, CONTENT.length, file -> {
            file.write(ByteBuffer.wrap(CONTENT, 0, 100));
            throw new IOException("the disk is full");
        });

        assertFalse(cache.has(DIGEST, CONTENT.length));
        assertEquals(0, CacheFolder.filesIn(folder.resolve("new")).size());
        assertTrue(notes.get(0).contains("the disk is full"), notes.toString());
    }

    @Test
    void keepsNothingOfAnotherSize() {
        cache.add(DIGEST, CONTENT.length, file -> file.write(ByteBuffer.wrap(CONTENT, 0, 100)));

        assertFalse(cache.has(DIGEST, CONTENT.length));
        assertFalse(cache.has(DIGEST, 100));
    }

    @Test
    void isSharedByWritersAtTheSameTime() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<byte[]>> tasks = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                tasks.add(() -> {
                    ContentCache.in(folder, Progress.silent()).add(CONTENT);
                    return cache.read(DIGEST, CONTENT.length).orElseThrow();
                });
            }
            for (Future<byte[]> each : threads.invokeAll(tasks)) {
                assertArrayEquals(CONTENT, each.get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(0, CacheFolder.filesIn(folder.resolve("new")).size());
        assertEquals(List.of(), notes);
    }

    @Test
    void keepsNothingWhereThereIsNone() {
        ContentCache none = ContentCache.none();
        none.add(CONTENT);

        assertFalse(none.has(DIGEST, CONTENT.length));
        assertFalse(none.copyTo(DIGEST, CONTENT.length, new BufferSink()));
    }

    @Test
    void saysThatItsFolderCannotBeUsed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        Failure failure = assertThrows(Failure.class, () -> ContentCache.in(file, Progress.silent()));

        assertEquals(ExitCode.USAGE, failure.exitCode());
    }

    private Digest entryUsed(String content, String when) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.US_ASCII);
        cache.add(bytes);
        Digest digest = Digest.of(bytes);
        Path file = folder.resolve("sha256/" + digest.hex().substring(0, 2) + "/" + digest.hex());
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse(when)));
        return digest;
    }

    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

    private List<Digest> left() throws IOException {
        return Pruning.entriesOf(folder).stream().map(Pruning.Entry::digest).toList();
    }

    @Test
    void prunesWhatIsOld() throws IOException {
        Digest old = entryUsed("old", "2026-10-01T00:00:00Z");
        Digest kept = entryUsed("kept", "2026-09-01T00:00:00Z");
        Digest young = entryUsed("young", "2026-11-20T00:00:00Z");

        Pruning pruning = new Pruning(Optional.of(Duration.ofDays(30)), OptionalLong.empty(), Set.of(kept));
        List<Pruning.Entry> gone = pruning.prune(folder, NOW);

        assertEquals(List.of(old), gone.stream().map(Pruning.Entry::digest).toList());
        assertEquals(List.of(kept, young), left());
    }

    @Test
    void prunesTheLongestUnusedFirstUntilTheRestIsSmallEnough() throws IOException {
        entryUsed("1234567890", "2026-11-01T00:00:00Z");
        Digest second = entryUsed("12345678", "2026-11-02T00:00:00Z");
        Digest third = entryUsed("123", "2026-11-03T00:00:00Z");

        new Pruning(Optional.empty(), OptionalLong.of(11), Set.of()).prune(folder, NOW);

        assertEquals(List.of(second, third), left());
    }

    @Test
    void prunesWhatAKilledBuildHasLeft() throws IOException {
        Path unfinished = Files.writeString(folder.resolve("new/abc"), "half");
        Files.setLastModifiedTime(unfinished, FileTime.from(NOW.minus(Duration.ofDays(2))));
        Path running = Files.writeString(folder.resolve("new/def"), "half");
        Files.setLastModifiedTime(running, FileTime.from(NOW));

        new Pruning(Optional.of(Duration.ofDays(30)), OptionalLong.empty(), Set.of()).prune(folder, NOW);

        assertTrue(Files.notExists(unfinished));
        assertTrue(Files.exists(running));
    }
}
