package io.kubeferry.installer.host;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Keeps the last bytes of what is written to it: where a command fails, its end says why. */
final class Tail extends OutputStream {
    private static final int FIRST_SIZE = 8 << 10;

    private final int limit;
    /** Grows up to the limit; from then on it is a ring. */
    private byte[] kept;

    private long written;

    Tail(int limit) {
        this.limit = limit;
        this.kept = new byte[Math.min(FIRST_SIZE, limit)];
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] source, int offset, int length) {
        makeRoom(length);
        int taken = Math.min(length, kept.length);
        written += length - taken;
        int from = offset + length - taken;
        int at = (int) (written % kept.length);
        int first = Math.min(taken, kept.length - at);
        System.arraycopy(source, from, kept, at, first);
        System.arraycopy(source, from + first, kept, 0, taken - first);
        written += taken;
    }

    private void makeRoom(int length) {
        long wanted = written + length;
        if (wanted > kept.length && kept.length < limit) {
            // Not a ring yet: written <= kept.length, and the bytes stand in their order.
            kept = Arrays.copyOf(kept, (int) Math.min(limit, Math.max(wanted, 2L * kept.length)));
        }
    }

    /** How many bytes were written that are not kept any more. */
    synchronized long dropped() {
        return Math.max(0, written - kept.length);
    }

    /** What is kept, with a first line that says so where something is left out. */
    synchronized String text() {
        if (dropped() == 0) {
            return new String(kept, 0, (int) written, StandardCharsets.UTF_8);
        }
        int at = (int) (written % kept.length);
        byte[] ordered = new byte[kept.length];
        System.arraycopy(kept, at, ordered, 0, kept.length - at);
        System.arraycopy(kept, 0, ordered, kept.length - at, at);
        return "[" + dropped() + " bytes before this are left out]\n" + new String(ordered, StandardCharsets.UTF_8);
    }
}
