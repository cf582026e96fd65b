package io.kubeferry.bundler.source.retry;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** An answer that may be another one later: 408, 429, 5xx. */
public final class TemporaryTrouble extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Duration> retryAfter;

    public TemporaryTrouble(String message, Optional<Duration> retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    /** What the server asked for. */
    Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
