package io.kubeferry.bundler.build;

import io.kubeferry.bundler.cache.ContentCache;
import io.kubeferry.bundler.progress.Progress;
import io.kubeferry.bundler.signing.SigningKey;
import io.kubeferry.bundler.source.Downloads;
import io.kubeferry.bundler.source.Images;
import io.kubeferry.manifests.bundle.SignedBundle;
import io.kubeferry.manifests.bundle.TarLayout;
import io.kubeferry.manifests.bundle.TarLayout.Place;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Makes the bundle's file: laid out, filled in place, sealed. A run that was killed continues where it was. */
public final class BundleBuild {
    private final Images images;
    private final Downloads downloads;
    private final ContentCache cache;
    private final Progress progress;
    private final FreeSpace freeSpace;
    private final int connections;

    /** Fetches {@code connections} entries at once, and none that the cache has. */
    public BundleBuild(
            Images images,
            Downloads downloads,
            ContentCache cache,
            Progress progress,
            FreeSpace freeSpace,
            int connections) {
        this.images = images;
        this.downloads = downloads;
        this.cache = cache;
        this.progress = progress;
        this.freeSpace = freeSpace;
        this.connections = connections;
    }

    /**
     * What a run has made.
     *
     * @param manifest digest of the bundle's manifest
     * @param size bytes of the file
     * @param kept bytes that an earlier run had left
     */
    public record Built(Path file, Digest manifest, long size, long kept) {}

    /** Makes the bundle; the file is there only when it is whole. */
    public Built run(BundlePlan plan, SigningKey key, Path out) {
        Head head = Head.of(plan, key);
        TarLayout layout = head.layout(plan);
        Path partial = partialOf(out);
        Path journalFile = journalOf(out);
        checkFolder(out);
        requireSpace(
                out,
                layout.size() - Math.min(layout.size(), leftovers(plan, out).bytes()));
        try (Journal journal = Journal.open(journalFile, partial, head.manifestDigest())) {
            progress.stage((journal.continued() ? "Continuing " : "Filling ") + out.getFileName(), plan.contentBytes());
            write(plan, head, layout, partial, journal);
            readBack(partial, head, layout, key);
            Files.move(partial, out, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncFolder(out);
            Files.delete(journalFile);
            return new Built(out, head.manifestDigest(), layout.size(), journal.received());
        } catch (IOException e) {
            throw Failure.of(
                    ExitCode.ACTION_FAILED,
                    out.toString(),
                    "the bundle cannot be finished: " + e.getMessage(),
                    "check space and permissions, then run the same command again: it continues with what is there",
                    e);
        }
    }

    private void write(BundlePlan plan, Head head, TarLayout layout, Path partial, Journal journal) throws IOException {
        try (PartialFile file = PartialFile.open(partial, layout.size(), !journal.continued())) {
            layout.places().forEach(place -> file.write(ByteBuffer.wrap(place.header()), place.headerOffset()));
            Writeback writeback = Writeback.of(file);
            try {
                new Filler(new PartSource(images, downloads), cache, progress, connections)
                        .fill(plan.parts(), layout, file, journal);
            } finally {
                writeback.close();
            }
            progress.stage("Sealing", 0);
            seal(head, layout, file);
        }
    }

    /** What an earlier run has left of this bundle. */
    public static Leftovers leftovers(BundlePlan plan, Path out) {
        return Files.exists(partialOf(out))
                ? Journal.leftovers(journalOf(out), plan.manifestDigest())
                : Leftovers.none();
    }

    private static Path partialOf(Path out) {
        return out.resolveSibling(out.getFileName() + ".partial");
    }

    private static Path journalOf(Path out) {
        return out.resolveSibling(out.getFileName() + ".journal");
    }

    private static Path folderOf(Path out) {
        return out.toAbsolutePath().getParent();
    }

    private static void checkFolder(Path out) {
        if (!Files.isDirectory(folderOf(out)) || Files.isDirectory(out)) {
            throw Failure.of(
                    ExitCode.USAGE,
                    out.toString(),
                    Files.isDirectory(out) ? "is a folder" : "its folder does not exist",
                    "give the path of the bundle's file with --bundle");
        }
    }

    private void requireSpace(Path out, long needed) {
        long free;
        try {
            free = freeSpace.in(folderOf(out));
        } catch (IOException e) {
            return; // A file system that does not say: writing will tell.
        }
        if (free < needed) {
            throw Failure.of(
                    ExitCode.PREFLIGHT_FAILED,
                    folderOf(out).toString(),
                    String.format(
                            Locale.ROOT,
                            "no space for the bundle: it needs %,d bytes more, there are %,d free",
                            needed,
                            free),
                    "free " + (needed - free + (1 << 20)) / (1 << 20)
                            + " MiB, or name a place with more space with --bundle; nothing has been fetched");
        }
    }

    /** What vouches for the content is written when the content is on the disk. */
    private static void seal(Head head, TarLayout layout, PartialFile file) {
        file.sync();
        List<Place> places = layout.places();
        for (int i = 0; i < head.parts().size(); i++) {
            if (head.parts().get(i).content() instanceof Content.Inline inline) {
                file.write(ByteBuffer.wrap(inline.bytes()), places.get(i).contentOffset());
            }
        }
        file.sync();
    }

    /**
     * Reads signature, manifest and every header as a site will. Contents were hashed on their way into the file, or, those
     * of an earlier run, out of it.
     */
    private static void readBack(Path partial, Head head, TarLayout layout, SigningKey key) throws IOException {
        try (SignedBundle bundle = SignedBundle.open(partial, key.verificationKey());
                FileChannel channel = FileChannel.open(partial)) {
            boolean same = bundle.size() == layout.size() && channel.size() == layout.size();
            for (Place place : layout.places()) {
                ByteBuffer found = ByteBuffer.allocate(place.header().length);
                while (found.hasRemaining() && channel.read(found, place.headerOffset() + found.position()) >= 0) {
                    continue; // A read may be short.
                }
                same &= Arrays.equals(found.array(), place.header());
            }
            if (!same) {
                throw new IOException(
                        "what was read back of bundle " + head.manifestDigest() + " is not what was written");
            }
        }
    }

    private static void syncFolder(Path out) throws IOException {
        try (FileChannel folder = FileChannel.open(folderOf(out))) {
            folder.force(true);
        }
    }
}
