package io.kubeferry.bundler.lock;

import io.kubeferry.bundler.source.retry.Refusal;
import io.kubeferry.manifests.failure.Failure;
import java.util.Collection;
import java.util.function.Supplier;

/** A version that the catalogue does not know and upstream does not have: whoever asked for it is told what there is. */
final class Unpublished {
    private Unpublished() {}

    /**
     * Looks something up.
     *
     * @param what the thing and its version
     * @param nearest versions that are known; empty where the wanted one is known itself
     */
    static <T> T orNearest(String what, Collection<String> nearest, Supplier<T> lookup) {
        try {
            return lookup.get();
        } catch (Failure e) {
            if (nearest.isEmpty() || !Refusal.ofAbsenceIn(e)) {
                throw e;
            }
            throw Failure.of(
                    e.exitCode(),
                    what,
                    "upstream has no such release, as it seems: "
                            + e.problems().get(0).what(),
                    "take " + String.join(" or ", nearest) + ", the nearest that "
                            + (nearest.size() == 1 ? "is" : "are")
                            + " known; where it was released, check the mirror that the spec names for this host",
                    e);
        }
    }
}
