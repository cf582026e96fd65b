package io.kubeferry.installer.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubeferry.manifests.failure.Problem;
import java.util.List;

/** Problems for programs: {@code {"problems": [{"where", "what", "next"}]}}. */
final class ProblemsJson {
    private ProblemsJson() {}

    static ObjectNode of(List<Problem> problems) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode all = json.putArray("problems");
        problems.forEach(problem -> all.addObject()
                .put("where", problem.where())
                .put("what", problem.what())
                .put("next", problem.next()));
        return json;
    }
}
