package io.kubeferry.bundler.cli;

import io.kubeferry.manifests.closure.Closure;
import io.kubeferry.manifests.closure.Need;
import io.kubeferry.manifests.closure.Need.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A proof's outcome for people, and for programs. */
final class ClosureText {
    private ClosureText() {}

    /** {@code complete: 12 images, 24 indexes and manifests, …}. */
    static String line(Closure closure) {
        String proven = closure.proven().entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().plural())
                .collect(Collectors.joining(", "));
        return closure.gaps().isEmpty()
                ? "everything that a site will pull or run is inside: " + proven
                : closure.gaps().size() + " things that a site will pull or run are missing; there are " + proven;
    }

    static Map<String, Object> fields(Closure closure) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("complete", closure.gaps().isEmpty());
        Map<String, Long> proven = new LinkedHashMap<>();
        closure.proven().forEach((Kind kind, Long count) -> proven.put(kind.plural(), count));
        fields.put("proven", proven);
        fields.put("gaps", closure.gaps().stream().map(ClosureText::fields).toList());
        return fields;
    }

    private static Map<String, Object> fields(Need gap) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("what", gap.what());
        fields.put("neededBy", gap.neededBy());
        fields.put("why", gap.missing().orElseThrow());
        return fields;
    }
}
