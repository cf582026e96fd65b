package io.kubeferry.installer.facts;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Everything that was observed, at one time. */
public record Facts(Map<String, NodeFacts> nodes, ClusterFacts cluster) {
    public Facts {
        nodes = new TreeMap<>(nodes);
    }

    /** The facts of a node of the site. */
    public NodeFacts node(String name) {
        return Optional.ofNullable(nodes.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no facts of node " + name));
    }
}
