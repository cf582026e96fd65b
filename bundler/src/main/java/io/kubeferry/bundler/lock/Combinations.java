package io.kubeferry.bundler.lock;

import io.kubeferry.manifests.catalogue.KubernetesRange;
import io.kubeferry.manifests.catalogue.Nearest;
import io.kubeferry.manifests.failure.Problems;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;

/** What upstream does not support together: refused, or allowed by the operator and kept in mind. */
final class Combinations {
    private final boolean untestedAllowed;
    private final Problems problems;
    private final List<String> untested = new ArrayList<>();

    /** With {@code untestedAllowed} nothing is a problem, and everything is listed. */
    Combinations(boolean untestedAllowed, Problems problems) {
        this.untestedAllowed = untestedAllowed;
        this.problems = problems;
    }

    /**
     * Two things that do not go together.
     *
     * @param where the key of the spec
     * @param what both, and what upstream says
     * @param version the chosen one
     * @param fitting the known versions that would go
     */
    void unsupported(String where, String what, String version, NavigableSet<String> fitting) {
        if (untestedAllowed) {
            untested.add(what);
            return;
        }
        List<String> nearest = Nearest.around(version, fitting);
        String choice = nearest.isEmpty()
                ? "no known version does: choose another release of Kubernetes"
                : "take " + String.join(" or ", nearest) + ", the nearest that "
                        + (nearest.size() == 1 ? "does" : "do");
        problems.add(where, what, choice + "; --allow-untested lets it pass, and the bundle will say so");
    }

    /** Says why a release does not go with a Kubernetes that is not in its range. */
    static String words(String release, KubernetesVersion kubernetes, KubernetesRange range) {
        return range.isKnown()
                ? release + " does not go with Kubernetes " + kubernetes + ": upstream supports it with " + range
                : release
                        + " is of a line that the catalogue has never heard of: nobody here knows whether it goes with"
                        + " Kubernetes " + kubernetes
                        + ", and its manifest is looked for where the newest known line has it";
    }

    /** What was allowed, in words. */
    List<String> untested() {
        return List.copyOf(untested);
    }
}
