package io.kubeferry.installer.registry;

import io.kubeferry.manifests.bundle.BundleEntry;
import io.kubeferry.manifests.bundle.SignedBundle;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Fills a registry's storage from a bundle in one pass over the tar: each blob is read once, hashed on the way and written
 * once, straight to where the registry serves it from. Where anything in the bundle turns out not to be as signed,
 * everything this run wrote is taken away again.
 */
public final class RegistrySeed {
    private static final int BUFFER = 1 << 20;
    /** How much is written before the disk is told to take it: then little is left to wait for at the end. */
    private static final int FLUSH_EVERY = 16;

    private static final String SUFFIX = ".kubeferry-new";

    private final SignedBundle bundle;
    private final RegistryStorage storage;
    private final Path folder;
    private final Map<Digest, Path> wanted = new HashMap<>();
    private final List<Path> written = new ArrayList<>();
    private final OrderedTasks disk = new OrderedTasks();
    /** Two in turn: while one is written, the other one may still be hashed. */
    private final List<ByteBuffer> buffers = List.of(ByteBuffer.allocate(BUFFER), ByteBuffer.allocate(BUFFER));
    /** Written under its temporary name; its digest is known to be right once the pass goes on to the next entry. */
    private Path unnamed;

    private int blobs;
    private long bytes;
    private int blobsThere;
    private long bytesThere;

    /**
     * One seeding.
     *
     * @param folder the storage's folder; made where it is not there
     */
    public RegistrySeed(SignedBundle bundle, Path folder) {
        this.bundle = bundle;
        this.storage = RegistryStorage.of(bundle.manifest());
        this.folder = folder;
        storage.blobs().forEach((path, digest) -> wanted.put(digest, folder.resolve(path)));
    }

    /**
     * Does it.
     *
     * @param progress is told bytes of the bundle as they are read
     * @throws Failure with {@link ExitCode#NOT_TRUSTED} where the bundle is not as signed; the storage is then as before
     */
    public Seeded run(LongConsumer progress) {
        long begin = System.nanoTime();
        boolean sound = false;
        try {
            checkRoom();
            bundle.pass(this::take, progress);
            nameLast();
            disk.finishAll();
            int links = writeLinks();
            sound = true;
            return new Seeded(blobs, bytes, blobsThere, bytesThere, links, Duration.ofNanos(System.nanoTime() - begin));
        } catch (IOException e) {
            throw unwritable(e);
        } finally {
            disk.close();
            if (!sound) {
                takeBack();
            }
        }
    }

    private void checkRoom() throws IOException {
        Files.createDirectories(folder);
        long needed = 0;
        for (Map.Entry<Digest, Path> each : wanted.entrySet()) {
            needed += isThere(each.getValue(), storage.size(each.getKey())) ? 0 : storage.size(each.getKey());
        }
        long free = Files.getFileStore(folder).getUsableSpace();
        if (needed > free) {
            throw Failure.of(
                    ExitCode.PREFLIGHT_FAILED,
                    folder.toString(),
                    "needs " + needed + " bytes more, " + free + " are free; nothing was written",
                    "make room there, or seed to another file system");
        }
    }

    private static boolean isThere(Path file, long size) throws IOException {
        return Files.isRegularFile(file) && Files.size(file) == size;
    }

    private void take(BundleEntry entry, InputStream content) throws IOException {
        inStorage(this::nameLast);
        // Only a blob's path follows from its digest, and its content is compared with that.
        Path target = entry.path().equals(entry.digest().layoutPath()) ? wanted.get(entry.digest()) : null;
        if (target == null) {
            return;
        }
        if (isThere(target, entry.size())) {
            blobsThere++;
            bytesThere += entry.size();
            return;
        }
        write(content, target);
        blobs++;
        bytes += entry.size();
    }

    private void write(InputStream content, Path target) throws IOException {
        inStorage(() -> Files.createDirectories(target.getParent()));
        written.add(beside(target));
        unnamed = target;
        FileChannel channel = create(beside(target));
        try {
            for (int turn = 1; copy(content, buffers.get(turn % 2), channel); turn++) {
                if (turn % FLUSH_EVERY == 0) {
                    inStorage(() -> disk.add(() -> channel.force(false)));
                }
            }
        } finally {
            inStorage(() -> disk.add(() -> flushAndClose(channel)));
        }
    }

    private boolean copy(InputStream content, ByteBuffer buffer, FileChannel channel) throws IOException {
        int count = content.read(buffer.array());
        if (count > 0) {
            inStorage(() -> channel.write(buffer.position(0).limit(count)));
        }
        return count >= 0;
    }

    private static void flushAndClose(FileChannel channel) throws IOException {
        try (channel) {
            channel.force(false);
        }
    }

    private FileChannel create(Path file) {
        try {
            return FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Gives the last blob its name, after it was flushed: what has a name has its content, also after a power cut. */
    private void nameLast() throws IOException {
        if (unnamed != null) {
            Path target = unnamed;
            unnamed = null;
            written.add(target);
            disk.add(() -> Files.move(
                    beside(target), target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING));
        }
    }

    /** What fails here is the storage; what fails when an entry is read is the bundle. */
    private void inStorage(StorageAction action) {
        try {
            action.run();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    @FunctionalInterface
    private interface StorageAction {
        void run() throws IOException;
    }

    private int writeLinks() throws IOException {
        int count = 0;
        for (Map.Entry<String, Digest> each : storage.links().entrySet()) {
            Path link = folder.resolve(each.getKey());
            String text = each.getValue().toString();
            if (Files.isRegularFile(link) && Files.readString(link).equals(text)) {
                continue;
            }
            Files.createDirectories(link.getParent());
            Path temporary = beside(link);
            Files.write(temporary, text.getBytes(StandardCharsets.UTF_8));
            Files.move(temporary, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            count++;
        }
        return count;
    }

    private static Path beside(Path target) {
        return target.resolveSibling(target.getFileName() + SUFFIX);
    }

    private void takeBack() {
        for (Path file : written) {
            try {
                Files.deleteIfExists(file);
                removeEmptyFolders(file.getParent());
            } catch (IOException e) {
                // No link points to what cannot be removed: it is not served.
                continue;
            }
        }
    }

    private void removeEmptyFolders(Path from) throws IOException {
        try {
            for (Path each = from; !each.equals(folder); each = each.getParent()) {
                Files.deleteIfExists(each);
            }
        } catch (DirectoryNotEmptyException e) {
            return;
        }
    }

    private Failure unwritable(IOException e) {
        return Failure.of(
                ExitCode.ACTION_FAILED,
                folder.toString(),
                "cannot be written: " + e.getMessage() + "; what this run wrote was removed",
                "check the file system's room and rights, then run the same command again",
                e);
    }
}
