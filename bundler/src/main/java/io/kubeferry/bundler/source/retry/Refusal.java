package io.kubeferry.bundler.source.retry;

import java.io.IOException;

/** An answer that stays the same however often it is asked for. */
public final class Refusal extends IOException {
    private static final long serialVersionUID = 1L;

    private final String next;

    public Refusal(String message, String next) {
        super(message);
        this.next = next;
    }

    /** What the operator can do. */
    String next() {
        return next;
    }
}
