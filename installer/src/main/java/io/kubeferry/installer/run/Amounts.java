package io.kubeferry.installer.run;

import java.time.Duration;
import java.util.Locale;

/** Times and sizes as a person reads them. */
public final class Amounts {
    private static final long KIB = 1 << 10;
    private static final long MIB = 1 << 20;
    private static final long GIB = 1 << 30;
    private static final int MINUTE = 60;

    private Amounts() {}

    /** {@code 3.2 s}, {@code 2 min 5 s}. */
    public static String seconds(Duration time) {
        return time.toSeconds() < MINUTE
                ? String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0)
                : time.toMinutes() + " min " + time.toSecondsPart() + " s";
    }

    /** {@code 812 B}, {@code 1.5 MiB}. */
    public static String bytes(long count) {
        if (count < KIB) {
            return count + " B";
        }
        if (count < MIB) {
            return String.format(Locale.ROOT, "%.1f KiB", count / (double) KIB);
        }
        return count < GIB
                ? String.format(Locale.ROOT, "%.1f MiB", count / (double) MIB)
                : String.format(Locale.ROOT, "%.2f GiB", count / (double) GIB);
    }
}
