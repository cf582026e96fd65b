package io.kubeferry.bundler.source.retry;

import java.time.Duration;

/** Waiting between attempts; a seam, so that tests wait for nothing. */
@FunctionalInterface
public interface Pause {
    void waitFor(Duration duration) throws InterruptedException;

    /** Real waiting. */
    static Pause real() {
        return duration -> Thread.sleep(duration.toMillis());
    }
}
