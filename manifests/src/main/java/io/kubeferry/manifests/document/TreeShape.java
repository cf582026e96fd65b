package io.kubeferry.manifests.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubeferry.manifests.failure.Problems;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A mapping whose keys are another program's: only that it is a tree of mappings, lists and plain values is asked. */
record TreeShape() implements Shape {
    @Override
    public void check(YamlValue value, Problems problems) {
        if (!(value.node() instanceof MappingNode)) {
            problems.add(
                    value.where(),
                    value.path() + " is " + value.kind() + " where a mapping belongs",
                    "write the keys that are to be set");
            return;
        }
        checkKeys(value.node(), value, problems);
    }

    private static void checkKeys(Node node, YamlValue root, Problems problems) {
        if (node instanceof SequenceNode list) {
            list.getValue().forEach(item -> checkKeys(item, root, problems));
        } else if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (!(tuple.getKeyNode() instanceof ScalarNode)) {
                    problems.add(
                            root.whereKey(tuple.getKeyNode()),
                            "a key in " + root.path() + " is no text",
                            "write a name");
                }
                checkKeys(tuple.getValueNode(), root, problems);
            }
        }
    }

    @Override
    public ObjectNode jsonSchema() {
        return Shape.object().put("type", "object");
    }
}
