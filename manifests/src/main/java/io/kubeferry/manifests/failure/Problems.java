package io.kubeferry.manifests.failure;

import java.util.ArrayList;
import java.util.List;

/** Gathers problems, so that a person is told all of them at once. */
public final class Problems {
    private final List<Problem> found = new ArrayList<>();

    public void add(String where, String what, String next) {
        found.add(new Problem(where, what, next));
    }

    public List<Problem> found() {
        return List.copyOf(found);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Ends the run with all problems found so far, if there are any. */
    public void throwIfAny(ExitCode exitCode) {
        if (!found.isEmpty()) {
            throw Failure.of(exitCode, found);
        }
    }
}
