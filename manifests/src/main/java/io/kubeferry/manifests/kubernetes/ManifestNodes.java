package io.kubeferry.manifests.kubernetes;

import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The documents of a Kubernetes manifest as YAML nodes: nothing is built from them, aliases are not expanded. */
final class ManifestNodes {
    private static final int CODE_POINT_LIMIT = 32 << 20;
    private static final int ALIAS_LIMIT = 1000;

    /** Schemas of custom resources that hold a whole pod are nested deeper than SnakeYAML's 50. */
    private static final int NESTING_LIMIT = 200;

    private ManifestNodes() {}

    /** All documents that are not empty, in their order. */
    static List<Node> of(String name, String manifest) {
        List<Node> documents = new ArrayList<>();
        try {
            new Yaml(options()).composeAll(new StringReader(manifest)).forEach(documents::add);
        } catch (MarkedYAMLException e) {
            throw invalid(place(name, e.getProblemMark()), "not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw invalid(name, "not YAML: " + e.getMessage());
        }
        return documents;
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(CODE_POINT_LIMIT);
        options.setMaxAliasesForCollections(ALIAS_LIMIT);
        options.setNestingDepthLimit(NESTING_LIMIT);
        return options;
    }

    /** The value under a key of a mapping, or of one that it is merged with by {@code <<}. */
    static Optional<Node> find(Node node, String key) {
        return find(node, key, NESTING_LIMIT);
    }

    private static Optional<Node> find(Node node, String key, int depth) {
        if (!(node instanceof MappingNode mapping) || depth == 0) {
            return Optional.empty();
        }
        Optional<Node> merged = Optional.empty();
        for (NodeTuple tuple : mapping.getValue()) {
            String name = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (name.equals(key)) {
                return Optional.of(tuple.getValueNode());
            }
            if (name.equals("<<") && merged.isEmpty()) {
                merged = find(tuple.getValueNode(), key, depth - 1);
            }
        }
        return merged;
    }

    /** The text under a key of a mapping. */
    static Optional<String> text(Node node, String key) {
        return find(node, key).filter(ScalarNode.class::isInstance).map(value -> ((ScalarNode) value).getValue());
    }

    static String place(String name, Mark mark) {
        return mark == null ? name : name + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
    }

    static Failure invalid(String where, String what) {
        return Failure.of(ExitCode.INVALID_INPUT, where, what, "correct the manifest, or take another one");
    }
}
