package io.kubeferry.manifests.bundle;

import io.kubeferry.manifests.bundle.TarLayout.Place;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;

/**
 * Compares the file with its layout, byte for byte: since each header is known beforehand, an entry too many, too few,
 * out of order, twice, a link, a device or a path that climbs are all the same thing, a header that differs.
 */
final class EntryCheck {
    private static final int BUFFER = 1 << 20;

    private final Path file;
    private final FileChannel channel;
    private final TarLayout layout;
    private final LongConsumer progress;

    EntryCheck(Path file, FileChannel channel, TarLayout layout, LongConsumer progress) {
        this.file = file;
        this.channel = channel;
        this.layout = layout;
        this.progress = progress;
    }

    /** Checks all entries, several at a time. */
    void all() {
        layout.places().parallelStream().forEach(place -> check(place, (entry, content) -> {}, Runnable::run));
        checkEnd();
    }

    /** Checks all entries in the order of the file and hands their bytes on, while another thread hashes them. */
    void inOrder(SignedBundle.EntryConsumer consumer) {
        ExecutorService hashing = Executors.newSingleThreadExecutor();
        try {
            layout.places().forEach(place -> check(place, consumer, hashing));
        } finally {
            hashing.shutdown();
        }
        checkEnd();
    }

    private void check(Place place, SignedBundle.EntryConsumer consumer, Executor hashing) {
        try {
            checkHeader(place);
            checkContent(place, consumer, hashing);
            checkZeros(place.contentOffset() + place.entry().size(), place.padding());
            progress.accept(place.header().length + place.padding());
        } catch (IOException e) {
            throw failed(place, e);
        } catch (UncheckedIOException e) {
            throw failed(place, e.getCause());
        }
    }

    private Failure failed(Place place, IOException cause) {
        if (cause instanceof UnreadableBundleException) {
            return SignedBundle.unreadable(file, cause);
        }
        return Failure.of(
                ExitCode.ACTION_FAILED,
                file + ": " + place.entry().path(),
                "its " + place.entry().size() + " bytes could not be taken over: " + SignedBundle.reason(cause),
                "check space and permissions where they go, then run the same command again",
                cause);
    }

    private void checkHeader(Place place) throws IOException {
        byte[] found = read(place.headerOffset(), place.header().length);
        if (!Arrays.equals(found, place.header())) {
            throw notTrusted(
                    place.entry().path(),
                    "the tar header at byte " + place.headerOffset() + " is not the one that was signed"
                            + TarHeaders.describe(found));
        }
    }

    private void checkContent(Place place, SignedBundle.EntryConsumer consumer, Executor hashing) throws IOException {
        try (HashedContent content = new HashedContent(open(place), hashing)) {
            consumer.accept(place.entry(), content);
            drain(content, place.entry().size());
            Digest found = content.digest();
            if (!found.equals(place.entry().digest())) {
                throw notTrusted(
                        place.entry().path(),
                        "its content has the digest " + found + ", signed was "
                                + place.entry().digest());
            }
        }
    }

    private InputStream open(Place place) {
        return new ChannelSlice(channel, place.contentOffset(), place.entry().size(), progress);
    }

    private static void drain(InputStream content, long size) throws IOException {
        int length = (int) Math.min(BUFFER, Math.max(1, size));
        byte[] one = new byte[length];
        byte[] other = new byte[length];
        while (content.read(one) >= 0 && content.read(other) >= 0) {
            // Only the digest matters.
            continue;
        }
    }

    private void checkEnd() {
        try {
            checkZeros(layout.size() - TarLayout.END_SIZE, TarLayout.END_SIZE);
            progress.accept(TarLayout.END_SIZE);
        } catch (IOException e) {
            throw SignedBundle.unreadable(file, e);
        }
    }

    private void checkZeros(long offset, int length) throws IOException {
        for (byte each : read(offset, length)) {
            if (each != 0) {
                throw notTrusted("byte " + offset, "there is something between the entries");
            }
        }
    }

    private byte[] read(long offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            UnreadableBundleException.read(channel, buffer, offset + buffer.position());
        }
        return buffer.array();
    }

    private Failure notTrusted(String where, String what) {
        return Failure.of(
                ExitCode.NOT_TRUSTED,
                file + ": " + where,
                what,
                "copy the bundle again from a sound medium; nothing of it has been used");
    }
}
