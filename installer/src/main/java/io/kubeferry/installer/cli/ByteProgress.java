package io.kubeferry.installer.cli;

import io.kubeferry.installer.run.Amounts;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Bytes, rate and the time that is left on a terminal; one line at the end elsewhere. All of it on standard error. */
final class ByteProgress implements LongConsumer {
    private static final long EVERY_NANOS = 200_000_000;
    private static final double NANOS = 1e9;
    private static final String ERASE_LINE = "\r\u001b[K";

    private final Terminal terminal;
    private final String what;
    private final long total;
    private final long begin = System.nanoTime();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong shown = new AtomicLong(begin);

    ByteProgress(Terminal terminal, String what, long total) {
        this.terminal = terminal;
        this.what = what;
        this.total = total;
    }

    @Override
    public void accept(long bytes) {
        long sum = done.addAndGet(bytes);
        long now = System.nanoTime();
        long last = shown.get();
        if (terminal.interactive() && now - last > EVERY_NANOS && shown.compareAndSet(last, now)) {
            double rate = sum / ((now - begin) / NANOS);
            terminal.err()
                    .print(ERASE_LINE
                            + String.format(
                                    Locale.ROOT,
                                    "%s: %s of %s, %s/s, %.0f s left",
                                    what,
                                    Amounts.bytes(sum),
                                    Amounts.bytes(total),
                                    Amounts.bytes((long) rate),
                                    (total - sum) / Math.max(rate, 1)));
            terminal.err().flush();
        }
    }

    /** Ends the line. */
    void done(String result) {
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        terminal.err()
                .println((terminal.interactive() ? ERASE_LINE : "") + result + ": " + Amounts.bytes(done.get()) + " in "
                        + Amounts.seconds(took));
    }
}
