package io.kubeferry.bundler.source.retry;

import java.time.Duration;

/**
 * How long a source is given.
 *
 * @param attempts how often one thing is tried before it counts as failed; an attempt that moved the content on does not
 *     count
 * @param firstPause the pause after the first attempt; it doubles with each
 * @param longestPause what it does not grow beyond
 * @param longestRetryAfter the longest pause that a server may ask for
 * @param silence how long no byte may come before a connection counts as broken
 */
public record RetryPolicy(
        int attempts, Duration firstPause, Duration longestPause, Duration longestRetryAfter, Duration silence) {
    /** The other side has said what it does not like: this seldom changes. */
    private static final int ATTEMPTS_AFTER_ALERT = 3;

    public RetryPolicy {
        if (attempts < 1) {
            throw new IllegalArgumentException("at least one attempt, not " + attempts);
        }
        if (silence.isNegative() || silence.isZero()) {
            throw new IllegalArgumentException("a silence of at least some time, not " + silence);
        }
    }

    /** About a minute of trouble is sat out, and whatever a server asks for up to five minutes. */
    public static RetryPolicy standard() {
        return new RetryPolicy(
                6, Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofSeconds(30));
    }

    /** The same pauses, with other limits. */
    public RetryPolicy with(int otherAttempts, Duration otherSilence) {
        return new RetryPolicy(otherAttempts, firstPause, longestPause, longestRetryAfter, otherSilence);
    }

    /** How often something is tried that ends in a TLS alert. */
    int attemptsAfterAlert() {
        return Math.min(attempts, ATTEMPTS_AFTER_ALERT);
    }

    /** The pause after the given attempt, counted from 1. */
    Duration pauseAfter(int attempt) {
        Duration doubled = firstPause.multipliedBy(1L << Math.min(attempt - 1, 20));
        return doubled.compareTo(longestPause) < 0 ? doubled : longestPause;
    }
}
