package io.kubeferry.bundler.cache;

import io.kubeferry.manifests.content.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What is to be kept of a cache.
 *
 * @param olderThan entries that were not used for so long go
 * @param maxBytes beyond this, those go that were not used for the longest time
 * @param kept entries that stay in any case
 */
public record Pruning(Optional<Duration> olderThan, OptionalLong maxBytes, Set<Digest> kept) {
    /** What a build that was killed has left of an entry is of no use; one that runs has it for less than this. */
    private static final Duration UNFINISHED = Duration.ofDays(1);

    public Pruning {
        kept = Set.copyOf(kept);
    }

    /**
     * One entry.
     *
     * @param used when it was last of use
     */
    public record Entry(Digest digest, long size, Instant used) {}

    /** All entries of a cache, those first that were not used for the longest time. */
    public static List<Entry> entriesOf(Path cache) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (Path file : CacheFolder.filesIn(new CacheFolder(cache).entries())) {
            entries.add(new Entry(
                    new Digest(file.getFileName().toString()),
                    Files.size(file),
                    Files.getLastModifiedTime(file).toInstant()));
        }
        entries.sort(Comparator.comparing(Entry::used)
                .thenComparing(entry -> entry.digest().hex()));
        return entries;
    }

    /** Deletes what is not to be kept, and returns it. */
    public List<Entry> prune(Path cache, Instant now) throws IOException {
        CacheFolder folder = new CacheFolder(cache);
        List<Entry> entries = entriesOf(cache);
        List<Entry> gone = chosen(entries, now);
        for (Entry entry : gone) {
            Files.deleteIfExists(folder.entry(entry.digest()));
        }
        for (Path file : CacheFolder.filesIn(folder.unfinished())) {
            if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(UNFINISHED))) {
                Files.deleteIfExists(file);
            }
        }
        return gone;
    }

    private List<Entry> chosen(List<Entry> oldestFirst, Instant now) {
        long left = oldestFirst.stream().mapToLong(Entry::size).sum();
        List<Entry> gone = new ArrayList<>();
        for (Entry entry : oldestFirst) {
            boolean old = olderThan.isPresent() && entry.used().isBefore(now.minus(olderThan.get()));
            boolean tooMuch = maxBytes.isPresent() && left > maxBytes.getAsLong();
            if ((old || tooMuch) && !kept.contains(entry.digest())) {
                gone.add(entry);
                left -= entry.size();
            }
        }
        return gone;
    }
}
