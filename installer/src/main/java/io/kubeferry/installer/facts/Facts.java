package io.kubeferry.installer.facts;

import io.kubeferry.installer.site.Site;
import io.kubeferry.manifests.image.Platform;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Everything that was observed, at one time; or what is assumed of hosts that nobody has asked. */
public record Facts(Map<String, NodeFacts> nodes, ClusterFacts cluster) {
    public Facts {
        nodes = new TreeMap<>(nodes);
    }

    /**
     * What would be observed if each node of the site were a freshly installed host. Nobody is asked: interface names,
     * routes and the rest are assumed.
     *
     * @param platform what all hosts are
     */
    public static Facts ofBareHosts(Site site, Platform platform) {
        Map<String, NodeFacts> nodes = new TreeMap<>();
        site.nodes().forEach(node -> nodes.put(node.name(), BareHost.facts(node, site.folders(), platform)));
        return new Facts(nodes, ClusterFacts.none());
    }

    /** The facts of a node of the site. */
    public NodeFacts node(String name) {
        return Optional.ofNullable(nodes.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no facts of node " + name));
    }
}
