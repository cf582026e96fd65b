package io.kubeferry.manifests.kubernetes;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A path into an object: keys with dots between them, each followed by {@code []} where every item of its list is meant.
 *
 * @param steps such as {@code spec}, {@code containers[]}, {@code image}
 */
record NodePath(List<String> steps) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_/-]+(\\[])?(\\.[A-Za-z0-9_/-]+(\\[])?)*");

    private static final String ITEMS = "[]";

    NodePath {
        steps = List.copyOf(steps);
    }

    /** Parses {@code spec.containers[].image}. */
    static NodePath parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a path such as spec.image or spec.containers[].image");
        }
        return new NodePath(Arrays.asList(text.split("\\.")));
    }

    /** What stands at the path, in the order of the file; nothing where the object does not have it. */
    List<Node> in(Node object) {
        List<Node> nodes = List.of(object);
        for (String step : steps) {
            boolean items = step.endsWith(ITEMS);
            String key = items ? step.substring(0, step.length() - ITEMS.length()) : step;
            Stream<Node> values = nodes.stream().flatMap(node -> ManifestNodes.values(node, key).stream());
            // An alias may lead to the same node again: once is enough, and many of them cannot multiply the work.
            nodes = (items ? values.flatMap(NodePath::itemsOf) : values)
                    .distinct()
                    .toList();
        }
        return nodes;
    }

    private static Stream<Node> itemsOf(Node node) {
        return node instanceof SequenceNode sequence ? sequence.getValue().stream() : Stream.empty();
    }
}
