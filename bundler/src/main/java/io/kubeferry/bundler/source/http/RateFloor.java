package io.kubeferry.bundler.source.http;

import io.kubeferry.bundler.source.retry.TemporaryTrouble;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Notices a source that never falls silent and never gets anywhere: less than a kilobyte a second for long. Only the time
 * that is waited for the source counts. Used by one thread.
 */
final class RateFloor {
    /** Bytes a second: a tenth of the slowest link that a build makes sense on. */
    private static final long LEAST = 1024;

    private final long windowNanos;
    private final LongSupplier nanoClock;
    private long waitedNanos;
    private long bytes;

    /** Looks at the rate each time that the source was waited for as long as this. */
    RateFloor(Duration window, LongSupplier nanoClock) {
        this.windowNanos = window.toNanos();
        this.nanoClock = nanoClock;
    }

    /** The time at which the source begins to be waited for. */
    long begin() {
        return nanoClock.getAsLong();
    }

    /** Some bytes came that were waited for since then. */
    void arrived(int count, long begun) throws TemporaryTrouble {
        bytes += count;
        waitedNanos += nanoClock.getAsLong() - begun;
        if (waitedNanos < windowNanos) {
            return;
        }
        if (bytes * 1_000_000_000L / waitedNanos < LEAST) {
            throw new TemporaryTrouble(
                    "only " + bytes + " bytes came in " + waitedNanos / 1_000_000_000L
                            + " s; a source that brings less than "
                            + LEAST + " bytes a second for " + windowNanos / 1_000_000_000L
                            + " s (twice --silence) counts as broken",
                    Optional.empty());
        }
        bytes = 0;
        waitedNanos = 0;
    }
}
