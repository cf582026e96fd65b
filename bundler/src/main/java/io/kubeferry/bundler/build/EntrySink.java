package io.kubeferry.bundler.build;

import io.kubeferry.bundler.progress.Progress;
import io.kubeferry.bundler.source.Sink;
import io.kubeferry.manifests.bundle.TarLayout.Place;
import io.kubeferry.manifests.content.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.function.BooleanSupplier;

/** Writes one entry's bytes at their place, hashing them on the way. Used by one thread. */
final class EntrySink implements Sink {
    /** How much may have to be fetched again after a kill. */
    private static final long NOTE_EVERY = 4 << 20;

    private static final int BUFFER = 256 << 10;

    private final PartialFile file;
    private final Place place;
    private final Journal journal;
    private final Progress progress;
    private final BooleanSupplier stopped;
    private final MessageDigest sha256 = Digest.sha256();
    private long received;
    private long noted;

    EntrySink(PartialFile file, Place place, Journal journal, Progress progress, BooleanSupplier stopped) {
        this.file = file;
        this.place = place;
        this.journal = journal;
        this.progress = progress;
        this.stopped = stopped;
    }

    /** Thrown where another entry has failed and this one's bytes are of no use any more in this run. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("stopped", null, false, false);
        }
    }

    /** Takes what an earlier run has left of this entry. */
    void resume() {
        long left =
                Math.min(journal.received(place.entry().path()), place.entry().size());
        byte[] buffer = new byte[(int) Math.min(BUFFER, left)];
        while (received < left) {
            requireRunning();
            int count = (int) Math.min(buffer.length, left - received);
            file.read(ByteBuffer.wrap(buffer, 0, count), place.contentOffset() + received);
            sha256.update(buffer, 0, count);
            received += count;
            progress.advance(count);
        }
        noted = received;
    }

    @Override
    public long received() {
        return received;
    }

    @Override
    public void write(byte[] buffer, int length) {
        requireRunning();
        if (received + length > place.entry().size()) {
            throw new IllegalStateException(place.entry().path() + " would reach beyond its place");
        }
        file.write(ByteBuffer.wrap(buffer, 0, length), place.contentOffset() + received);
        sha256.update(buffer, 0, length);
        received += length;
        progress.advance(length);
        if (received - noted >= NOTE_EVERY) {
            noted = received;
            journal.note(place.entry().path(), received);
        }
    }

    /** Writes what is there to another file. */
    void copyTo(FileChannel other) throws IOException {
        file.copyTo(place.contentOffset(), received, other);
    }

    private void requireRunning() {
        if (stopped.getAsBoolean()) {
            throw new Stopped();
        }
    }

    boolean isFull() {
        return received == place.entry().size();
    }

    /** Whether the bytes are those of the entry; if they are, the journal knows from now on. */
    boolean isSound() {
        boolean sound = isFull() && currentDigest().equals(place.entry().digest());
        if (sound && noted < received || place.entry().size() == 0) {
            noted = received;
            journal.note(place.entry().path(), received);
        }
        return sound;
    }

    /** Digest of what is there. */
    Digest currentDigest() {
        try {
            return Digest.of((MessageDigest) sha256.clone());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this Java runtime's SHA-256 cannot be copied", e);
        }
    }

    @Override
    public void restart() {
        progress.advance(-received);
        journal.note(place.entry().path(), 0);
        sha256.reset();
        received = 0;
        noted = 0;
    }
}
