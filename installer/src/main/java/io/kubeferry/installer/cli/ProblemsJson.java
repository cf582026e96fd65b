package io.kubeferry.installer.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubeferry.manifests.failure.Problem;
import java.util.List;

/**
 * What preflight found, for programs: {@code {"problems": [{"where", "what", "next"}], "notes": [the same]}}; the notes where
 * there can be any.
 */
final class ProblemsJson {
    private ProblemsJson() {}

    static ObjectNode of(List<Problem> problems) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        put(json.putArray("problems"), problems);
        return json;
    }

    /**
     * The whole document.
     *
     * @param notes what keeps nothing back
     */
    static ObjectNode of(List<Problem> problems, List<Problem> notes) {
        ObjectNode json = of(problems);
        put(json.putArray("notes"), notes);
        return json;
    }

    private static void put(ArrayNode all, List<Problem> told) {
        told.forEach(problem -> all.addObject()
                .put("where", problem.where())
                .put("what", problem.what())
                .put("next", problem.next()));
    }
}
