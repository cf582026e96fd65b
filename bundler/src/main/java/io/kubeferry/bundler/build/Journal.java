package io.kubeferry.bundler.build;

import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far each entry of an unfinished bundle is. It only says where to look: whatever it claims is hashed again before it
 * counts. A line is {@code <bytes> <path>}; the first one names the bundle that the file belongs to; a torn last line is
 * passed over.
 */
final class Journal implements Closeable {
    private static final String FIRST = "kubeferry-journal 1 ";
    private static final Pattern LINE = Pattern.compile("(\\d{1,18}) (\\S+)");

    private final Path file;
    private final FileChannel channel;
    private final boolean continued;
    private final Leftovers left;

    private Journal(Path file, FileChannel channel, boolean continued, Leftovers left) {
        this.file = file;
        this.channel = channel;
        this.continued = continued;
        this.left = left;
    }

    /**
     * Opens the journal, and keeps other builds of the same file away until it is closed.
     *
     * @param partial the file that the journal is about; where it is gone, the journal is begun anew
     * @param bundle the digest of the bundle's manifest; a journal of another bundle is begun anew
     */
    static Journal open(Path file, Path partial, Digest bundle) {
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            lock(file, channel);
            String text = Files.readString(file, StandardCharsets.UTF_8);
            boolean continued = text.startsWith(FIRST + bundle + "\n") && Files.exists(partial);
            Journal journal =
                    new Journal(file, channel, continued, continued ? new Leftovers(parse(text)) : Leftovers.none());
            if (!continued) {
                channel.truncate(0);
                journal.append(FIRST + bundle + "\n");
            } else {
                channel.position(channel.size());
                journal.append("\n"); // Ends a torn line.
            }
            return journal;
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static void lock(Path file, FileChannel channel) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw Failure.of(
                    ExitCode.ACTION_FAILED,
                    file.toString(),
                    "another build of this bundle is running",
                    "wait for it, or name another file");
        }
    }

    /** What a journal's text says; nothing where it belongs to another bundle. */
    static Leftovers leftovers(Path file, Digest bundle) {
        try {
            String text = Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
            return text.startsWith(FIRST + bundle + "\n") ? new Leftovers(parse(text)) : Leftovers.none();
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static Map<String, Long> parse(String text) {
        Map<String, Long> received = new HashMap<>();
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        whole.lines()
                .skip(1)
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .forEach(line -> received.put(line.group(2), Long.parseLong(line.group(1))));
        return received;
    }

    /** Whether an earlier run has begun this bundle. */
    boolean continued() {
        return continued;
    }

    /** How many bytes of an entry an earlier run had written. */
    long received(String path) {
        return left.of(path);
    }

    /** How many bytes an earlier run had written in all. */
    long received() {
        return left.bytes();
    }

    /** Notes how many bytes of an entry are written. */
    void note(String path, long bytes) {
        append(bytes + " " + path + "\n");
    }

    private synchronized void append(String line) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static Failure unwritable(Path file, IOException cause) {
        return Failure.of(
                ExitCode.ACTION_FAILED,
                file.toString(),
                "the journal cannot be written: " + cause.getMessage(),
                "check space and permissions, then run the same command again",
                cause);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
