package io.kubeferry.manifests.closure;

import io.kubeferry.manifests.closure.Need.Kind;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Problems;
import io.kubeferry.manifests.image.ImageReference;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The outcome of a proof.
 *
 * @param needs everything that was asked for, the answers included
 * @param images every image that something needs, sorted, with all who need it
 */
public record Closure(List<Need> needs, Map<ImageReference, List<String>> images) {
    public Closure {
        needs = List.copyOf(needs);
        images = new LinkedHashMap<>(images);
    }

    /** What is not there. */
    public List<Need> gaps() {
        return needs.stream().filter(Need::isMissing).toList();
    }

    /** How many things of each kind were found; kinds of which there are none are zero. */
    public Map<Kind, Long> proven() {
        Map<Kind, Long> counts = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            counts.put(
                    kind,
                    needs.stream()
                            .filter(need -> need.kind() == kind && !need.isMissing())
                            .count());
        }
        return counts;
    }

    /**
     * Ends the run where there are gaps, with all of them.
     *
     * @param where the file that is incomplete
     * @param next the operator's next step
     * @throws io.kubeferry.manifests.failure.Failure with {@link ExitCode#INVALID_INPUT}
     */
    public void requireComplete(String where, String next) {
        Problems problems = new Problems();
        for (Need gap : gaps()) {
            problems.add(
                    where,
                    "lacks " + gap.what() + ", needed by " + String.join("; ", gap.neededBy()) + ": "
                            + gap.missing().orElseThrow(),
                    next);
        }
        problems.throwIfAny(ExitCode.INVALID_INPUT);
    }
}
