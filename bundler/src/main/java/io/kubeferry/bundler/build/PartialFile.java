package io.kubeferry.bundler.build;

import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** The bundle while it is made: a sparse file of the final size, written at any place by any thread. */
final class PartialFile implements Closeable {
    private final Path path;
    private final FileChannel channel;
    private final AtomicLong written = new AtomicLong();
    private final AtomicReference<IOException> lost = new AtomicReference<>();

    private PartialFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Opens the file and gives it its size; what it holds already stays.
     *
     * @param fresh whether what it holds is of no use
     */
    static PartialFile open(Path path, long size, boolean fresh) {
        try {
            FileChannel channel = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (fresh) {
                channel.truncate(0);
            }
            channel.truncate(size);
            if (channel.size() < size) {
                channel.write(ByteBuffer.allocate(1), size - 1);
            }
            return new PartialFile(path, channel);
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    void write(ByteBuffer bytes, long offset) {
        written.addAndGet(bytes.remaining());
        try {
            long position = offset;
            while (bytes.hasRemaining()) {
                position += channel.write(bytes, position);
            }
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    /** Fills {@code buffer} from the file. */
    void read(ByteBuffer buffer, long offset) {
        try {
            long position = offset;
            while (buffer.hasRemaining()) {
                int count = channel.read(buffer, position);
                if (count < 0) {
                    throw new IOException("it ends at byte " + position);
                }
                position += count;
            }
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    /** Has the kernel copy a part to another file. */
    void copyTo(long offset, long length, FileChannel other) throws IOException {
        long done = 0;
        while (done < length) {
            long count = channel.transferTo(offset + done, length - done, other);
            if (count <= 0) {
                throw new IOException(path + " ends at byte " + (offset + done));
            }
            done += count;
        }
    }

    /** Bytes written by this process so far. */
    long written() {
        return written.get();
    }

    /** Has the disk take what is there. A failure shows in {@link #sync}: the kernel tells it only once. */
    void startSync() {
        try {
            channel.force(false);
        } catch (IOException e) {
            lost.compareAndSet(null, e);
        }
    }

    /** Waits until the disk has it. */
    void sync() {
        try {
            channel.force(true);
            if (lost.get() != null) {
                throw lost.get();
            }
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    private static Failure unwritable(Path path, IOException cause) {
        return Failure.of(
                ExitCode.ACTION_FAILED,
                path.toString(),
                "cannot be written: " + cause.getMessage(),
                "check space and permissions, then run the same command again: it continues with what is there",
                cause);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
