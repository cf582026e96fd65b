package io.kubeferry.manifests.failure;

import java.util.Objects;

/**
 * One thing that is wrong.
 *
 * @param where file:line:column, node, image or command; empty where the whole run is meant
 * @param what what happened, with the value and its limit
 * @param next the next step of the person who reads it; empty where {@code what} already says it
 */
public record Problem(String where, String what, String next) {
    public Problem {
        Objects.requireNonNull(where);
        Objects.requireNonNull(what);
        Objects.requireNonNull(next);
    }

    /** One line, and a second, indented one for the next step. */
    @Override
    public String toString() {
        String line = where.isEmpty() ? what : where + ": " + what;
        return next.isEmpty() ? line : line + System.lineSeparator() + "  -> " + next;
    }
}
