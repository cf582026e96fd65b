package io.kubeferry.bundler.cache;

import io.kubeferry.bundler.progress.Progress;
import io.kubeferry.bundler.source.Sink;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Blobs and manifests in a folder, each in a file that is named by its sha256. Builds may share it at the same time: an entry
 * appears by a rename, whole. What is in it is never trusted: whoever uses an entry hashes it, and throws a damaged one
 * away. A cache that cannot take an entry costs time, not the build.
 */
public final class ContentCache {
    private static final int BUFFER = 256 << 10;

    private final Optional<CacheFolder> folder;
    private final Progress progress;
    private final AtomicBoolean toldTrouble = new AtomicBoolean();

    private ContentCache(Optional<CacheFolder> folder, Progress progress) {
        this.folder = folder;
        this.progress = progress;
    }

    /** Keeps nothing. */
    public static ContentCache none() {
        return new ContentCache(Optional.empty(), Progress.silent());
    }

    /**
     * Opens the folder, which is made where it is not there.
     *
     * @param progress is told of damaged entries, and of entries that cannot be kept
     */
    public static ContentCache in(Path path, Progress progress) {
        try {
            return new ContentCache(Optional.of(CacheFolder.make(path)), progress);
        } catch (IOException e) {
            throw Failure.of(
                    ExitCode.USAGE,
                    path.toString(),
                    "cannot be used as the cache: " + e.getMessage(),
                    "name a folder that may be written with --cache",
                    e);
        }
    }

    /** Whether there is an entry of this size; its content is not looked at. */
    public boolean has(Digest digest, long size) {
        return sizeOf(digest).stream().anyMatch(found -> found == size);
    }

    /** The size of an entry in bytes; empty where there is none. */
    public OptionalLong sizeOf(Digest digest) {
        try {
            return folder.isPresent() ? OptionalLong.of(Files.size(folder.get().entry(digest))) : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** A small entry's bytes, of this digest; empty where there is none of at most {@code limit} bytes. */
    public Optional<byte[]> read(Digest digest, int limit) {
        if (folder.isEmpty() || sizeOf(digest).orElse(Long.MAX_VALUE) > limit) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Files.readAllBytes(folder.get().entry(digest));
            if (Digest.of(bytes).equals(digest)) {
                used(digest);
                return Optional.of(bytes);
            }
            discard(digest);
        } catch (IOException e) {
            // Pruned just now, or unreadable: then it is not there for us.
        }
        return Optional.empty();
    }

    /**
     * Streams an entry from {@code sink.received()} on. The digest is the caller's to check.
     *
     * @return false where there is no such entry; the sink may have got a part of it even so
     */
    public boolean copyTo(Digest digest, long size, Sink sink) {
        if (!has(digest, size)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(folder.orElseThrow().entry(digest))) {
            in.skipNBytes(sink.received());
            byte[] buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                sink.write(buffer, (int) Math.min(count, size - sink.received()));
            }
            used(digest);
            return sink.received() == size;
        } catch (IOException e) {
            return false;
        }
    }

    /** Reads an entry again after its use came to another digest; it is thrown away where that is its fault. */
    public void discardIfDamaged(Digest digest) {
        MessageDigest sha256 = Digest.sha256();
        try (InputStream in = Files.newInputStream(folder.orElseThrow().entry(digest))) {
            byte[] buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                sha256.update(buffer, 0, count);
            }
        } catch (IOException e) {
            progress.note("the cache's entry " + digest + " cannot be read: " + e.getMessage());
        }
        if (!Digest.of(sha256).equals(digest)) {
            discard(digest);
        }
    }

    private void discard(Digest digest) {
        progress.note("the cache's entry " + digest + " is damaged: thrown away, and fetched again");
        folder.ifPresent(each -> {
            try {
                Files.deleteIfExists(each.entry(digest));
            } catch (IOException e) {
                tellTrouble(e);
            }
        });
    }

    /** Writes an entry's bytes to a file that is empty. */
    @FunctionalInterface
    public interface Content {
        void writeTo(FileChannel file) throws IOException;
    }

    /** Keeps a small content. */
    public void add(byte[] bytes) {
        add(Digest.of(bytes), bytes.length, file -> {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                file.write(buffer);
            }
        });
    }

    /** Keeps a content that the caller has hashed. */
    public void add(Digest digest, long size, Content content) {
        if (folder.isEmpty() || has(digest, size)) {
            return;
        }
        try {
            add(folder.get(), digest, size, content);
        } catch (IOException e) {
            tellTrouble(e);
        }
    }

    private static void add(CacheFolder folder, Digest digest, long size, Content content) throws IOException {
        Path fresh = folder.fresh();
        try {
            try (FileChannel file = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                content.writeTo(file);
                if (file.size() != size) {
                    throw new IOException(digest + " came with " + file.size() + " bytes instead of " + size);
                }
            }
            Path entry = folder.entry(digest);
            Files.createDirectories(entry.getParent());
            Files.move(fresh, entry, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** When an entry was last of use decides what is pruned. */
    private void used(Digest digest) throws IOException {
        Files.setLastModifiedTime(folder.orElseThrow().entry(digest), FileTime.from(Instant.now()));
    }

    private void tellTrouble(IOException e) {
        if (toldTrouble.compareAndSet(false, true)) {
            progress.note("the cache in " + folder.orElseThrow().path() + " cannot keep everything: " + e.getMessage());
        }
    }
}
