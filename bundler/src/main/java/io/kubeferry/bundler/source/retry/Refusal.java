package io.kubeferry.bundler.source.retry;

import java.io.IOException;

/** An answer that stays the same however often it is asked for. */
public final class Refusal extends IOException {
    private static final long serialVersionUID = 1L;

    private final String next;
    private final boolean absence;

    private Refusal(String message, String next, boolean absence) {
        super(message);
        this.next = next;
        this.absence = absence;
    }

    public Refusal(String message, String next) {
        this(message, next, false);
    }

    /** The answer that there is no such thing. */
    public static Refusal ofAbsence(String message, String next) {
        return new Refusal(message, next, true);
    }

    /** Whether a failure came of an answer that there is no such thing. */
    public static boolean ofAbsenceIn(Throwable failure) {
        return failure.getCause() instanceof Refusal refusal && refusal.absence;
    }

    /** What the operator can do. */
    public String next() {
        return next;
    }
}
