package io.kubeferry.installer.facts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/**
 * Kubeferry's record on a node: what was changed there, oldest first.
 *
 * @param lines {@code file<TAB>path} or {@code undo<TAB>argument vector as JSON}
 */
public record Changes(List<String> lines) {
    private static final String FILE = "file\t";
    private static final String UNDO = "undo\t";

    public Changes {
        lines = List.copyOf(lines);
    }

    /** The files that were put on the node. */
    public List<String> files() {
        return lines.stream()
                .filter(line -> line.startsWith(FILE))
                .map(line -> line.substring(FILE.length()))
                .distinct()
                .toList();
    }

    /** The commands that take changes back, in the order in which the changes were made. */
    public List<List<String>> undos() {
        return lines.stream()
                .filter(line -> line.startsWith(UNDO))
                .map(line -> argv(line.substring(UNDO.length())))
                .distinct()
                .toList();
    }

    private static List<String> argv(String json) {
        try {
            return new ObjectMapper().readValue(json, new TypeReference<List<String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "the record of changes has a line that is no argument vector: " + json, e);
        }
    }
}
