package io.kubeferry.manifests.closure;

import io.kubeferry.manifests.closure.Need.Kind;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Problems;
import io.kubeferry.manifests.image.ImageReference;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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

    /** One line for a person: whether all is there, and how much of each kind. */
    public String summary() {
        String proven = proven().entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().plural())
                .collect(Collectors.joining(", "));
        return gaps().isEmpty()
                ? "everything that a site will pull or run is inside: " + proven
                : gaps().size() + " things that a site will pull or run are missing; there are " + proven;
    }

    /** The same for programs, as maps, lists, texts and numbers; each gap with what needs it. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("complete", gaps().isEmpty());
        Map<String, Long> proven = new LinkedHashMap<>();
        proven().forEach((kind, count) -> proven.put(kind.plural(), count));
        fields.put("proven", proven);
        fields.put("gaps", gaps().stream().map(Closure::fields).toList());
        return fields;
    }

    private static Map<String, Object> fields(Need gap) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("what", gap.what());
        fields.put("neededBy", gap.neededBy());
        fields.put("why", gap.missing().orElseThrow());
        return fields;
    }

    /**
     * Ends the run where there are gaps, with all of them.
     *
     * @param exitCode of the failure
     * @param where the file that is incomplete
     * @param next the operator's next step
     * @throws io.kubeferry.manifests.failure.Failure with that exit code
     */
    public void requireComplete(ExitCode exitCode, String where, String next) {
        Problems problems = new Problems();
        for (Need gap : gaps()) {
            problems.add(
                    where,
                    "lacks " + gap.what() + ", needed by " + String.join("; ", gap.neededBy()) + ": "
                            + gap.missing().orElseThrow(),
                    next);
        }
        problems.throwIfAny(exitCode);
    }
}
