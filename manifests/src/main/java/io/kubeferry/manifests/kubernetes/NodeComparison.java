package io.kubeferry.manifests.kubernetes;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Tells whether two manifests say the same, but for one place that is looked at elsewhere. */
final class NodeComparison {
    private final Node except;
    private final Node counterpart;

    /** What was compared already: aliases cannot multiply the work, nor lead in a circle. */
    private final Map<Node, Node> compared = new IdentityHashMap<>();

    NodeComparison(Node except, Node counterpart) {
        this.except = except;
        this.counterpart = counterpart;
    }

    boolean same(List<? extends Node> nodes, List<? extends Node> others) {
        boolean same = nodes.size() == others.size();
        for (int i = 0; same && i < nodes.size(); i++) {
            same = same(nodes.get(i), others.get(i));
        }
        return same;
    }

    boolean sameEntries(List<NodeTuple> tuples, List<NodeTuple> others) {
        return same(
                        tuples.stream().map(NodeTuple::getKeyNode).toList(),
                        others.stream().map(NodeTuple::getKeyNode).toList())
                && same(
                        tuples.stream().map(NodeTuple::getValueNode).toList(),
                        others.stream().map(NodeTuple::getValueNode).toList());
    }

    private boolean same(Node node, Node other) {
        if (node == except || other == counterpart) {
            return node == except && other == counterpart;
        }
        if (compared.get(node) == other) {
            return true;
        }
        compared.put(node, other);
        if (node instanceof ScalarNode scalar && other instanceof ScalarNode counter) {
            return scalar.getTag().equals(counter.getTag()) && scalar.getValue().equals(counter.getValue());
        }
        if (node instanceof SequenceNode sequence && other instanceof SequenceNode counter) {
            return same(sequence.getValue(), counter.getValue());
        }
        return node instanceof MappingNode mapping
                && other instanceof MappingNode counter
                && sameEntries(mapping.getValue(), counter.getValue());
    }
}
