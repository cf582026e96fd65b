package io.kubeferry.bundler.source.http;

/**
 * How many requests one host is given at once. It halves when the host is in trouble and grows by one after as many
 * successes as it allows at once (additive increase, multiplicative decrease). Used by one thread at a time.
 */
final class AdaptiveLimit {
    private final int most;
    private int value;
    private int successes;
    private long loweredAt;
    private boolean everLowered;

    /** Begins with the most that it will ever allow. */
    AdaptiveLimit(int most) {
        this.most = most;
        this.value = most;
    }

    int value() {
        return value;
    }

    /** A request went well; true where the limit has grown. */
    boolean succeeded() {
        successes++;
        if (value == most || successes < value) {
            return false;
        }
        successes = 0;
        value++;
        return true;
    }

    /**
     * A request did not go well; true where the limit is lower now. Of requests that ran together only the first counts: the
     * others had begun under the old limit, and say nothing about the new one.
     *
     * @param begun when the request was sent, in nanoseconds of the clock that {@code now} is from
     */
    boolean troubled(long begun, long now) {
        successes = 0;
        if (value == 1 || everLowered && begun - loweredAt < 0) {
            return false;
        }
        value = value / 2;
        loweredAt = now;
        everLowered = true;
        return true;
    }
}
