package io.kubeferry.bundler.source;

import java.time.Duration;

/**
 * How long a source is given.
 *
 * @param attempts how often one thing is tried before it counts as failed; an attempt that moved the content on does not
 *     count
 * @param firstPause the pause after the first attempt; it doubles with each
 * @param longestPause what it does not grow beyond
 * @param longestRetryAfter the longest pause that a server may ask for
 */
public record RetryPolicy(int attempts, Duration firstPause, Duration longestPause, Duration longestRetryAfter) {
    public RetryPolicy {
        if (attempts < 1) {
            throw new IllegalArgumentException("at least one attempt, not " + attempts);
        }
    }

    /** About a minute of trouble is sat out, and whatever a server asks for up to five minutes. */
    public static RetryPolicy standard() {
        return new RetryPolicy(6, Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(5));
    }

    /** The pause after the given attempt, counted from 1. */
    Duration pauseAfter(int attempt) {
        Duration doubled = firstPause.multipliedBy(1L << Math.min(attempt - 1, 20));
        return doubled.compareTo(longestPause) < 0 ? doubled : longestPause;
    }
}
