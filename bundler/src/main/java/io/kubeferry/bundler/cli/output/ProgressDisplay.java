package io.kubeferry.bundler.cli.output;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows how far the run is: one line that is painted over on a terminal; elsewhere a line for each stage and at most one
 * every five seconds.
 */
public final class ProgressDisplay implements Display {
    private static final long TERMINAL_NANOS = Duration.ofMillis(200).toNanos();
    private static final long PLAIN_NANOS = Duration.ofSeconds(5).toNanos();
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream err;
    private final boolean terminal;
    private final LongSupplier nanoClock;
    private String title = "";
    private long total;
    private long done;
    private long begun;
    private long shown;
    private boolean painted;

    ProgressDisplay(PrintStream err, boolean terminal, LongSupplier nanoClock) {
        this.err = err;
        this.terminal = terminal;
        this.nanoClock = nanoClock;
    }

    public static ProgressDisplay on(Console console) {
        return new ProgressDisplay(console.err(), console.terminal(), System::nanoTime);
    }

    @Override
    public synchronized void stage(String newTitle, long bytes) {
        end();
        title = newTitle;
        total = bytes;
        done = 0;
        begun = nanoClock.getAsLong();
        shown = begun;
        if (terminal) {
            paint();
        } else {
            err.println(title + (total > 0 ? ": " + ByteCount.of(total) : ""));
        }
    }

    @Override
    public synchronized void advance(long bytes) {
        done += bytes;
        long now = nanoClock.getAsLong();
        if (now - shown >= (terminal ? TERMINAL_NANOS : PLAIN_NANOS)) {
            shown = now;
            if (terminal) {
                paint();
            } else {
                err.println(line());
            }
        }
    }

    @Override
    public synchronized void note(String text) {
        clear();
        err.println(text);
    }

    @Override
    public void retrying(String subject, String trouble, Duration pause) {
        String seconds = String.format(Locale.ROOT, "%.1f", pause.toMillis() / 1000.0);
        note("retrying " + subject + " in " + seconds + " s: " + trouble);
    }

    @Override
    public void slowedDown(String host, int requests) {
        note(host + " is in trouble: it is asked for " + requests
                + " at once from now on, and for more when it bears it");
    }

    /** Ends the last stage: its line stays, with what it came to. */
    @Override
    public synchronized void end() {
        if (!title.isEmpty() && terminal) {
            clear();
            err.println(total > 0 ? title + ": " + ByteCount.of(total) + " in " + elapsed() : title);
        } else if (!title.isEmpty() && total > 0) {
            err.println(title + ": done in " + elapsed());
        }
        title = "";
    }

    private String elapsed() {
        return String.format(Locale.ROOT, "%.1f s", (nanoClock.getAsLong() - begun) / 1e9);
    }

    private void paint() {
        err.print(CLEAR_LINE + line());
        err.flush();
        painted = true;
    }

    private void clear() {
        if (painted) {
            err.print(CLEAR_LINE);
            painted = false;
        }
    }

    private String line() {
        if (total <= 0) {
            return title;
        }
        double seconds = (nanoClock.getAsLong() - begun) / 1e9;
        double rate = seconds > 0 ? done / seconds : 0;
        String rest = rate > 0 ? String.format(Locale.ROOT, "%.0f s left", (total - done) / rate) : "";
        return String.format(
                Locale.ROOT,
                "%s: %s of %s, %d %%, %s/s, %s",
                title,
                ByteCount.of(done),
                ByteCount.of(total),
                100 * done / total,
                ByteCount.of((long) rate),
                rest);
    }
}
