package io.kubeferry.installer.preflight;

import io.kubeferry.installer.desired.SiteNetwork;
import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.Membership;
import io.kubeferry.installer.facts.NodeFacts;
import io.kubeferry.installer.registry.RegistryConfig;
import io.kubeferry.installer.service.NodePorts;
import io.kubeferry.installer.site.Node;
import io.kubeferry.manifests.failure.Problems;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether something else listens where a part of the cluster is to listen; members listen there themselves. */
final class PortCheck implements Check {
    @Override
    public void check(Target target, Facts facts, Problems problems) {
        Membership membership = new Membership(target.site(), facts);
        for (Node node : target.site().nodes()) {
            if (!membership.begun(node)) {
                check(node, wanted(target, node), facts.node(node.name()), problems);
            }
        }
    }

    private static void check(Node node, Map<Integer, String> wanted, NodeFacts facts, Problems problems) {
        boolean ownRegistry =
                facts.services().getOrDefault("kubeferry-registry", "").startsWith("active");
        wanted.forEach((port, user) -> {
            boolean ours = port == RegistryConfig.PORT && ownRegistry;
            if (facts.machine().network().listening().contains(port) && !ours) {
                problems.add(
                        node.name(),
                        "something listens on TCP port " + port + ", which " + user + " needs",
                        "find it with 'ss --listening --tcp --processes' and stop it");
            }
        });
    }

    private static Map<Integer, String> wanted(Target target, Node node) {
        Map<Integer, String> ports = new TreeMap<>(NodePorts.all(target.site(), node));
        if (node.isMember()) {
            networkPorts(target)
                    .forEach(port -> ports.put(
                            port, "the network " + target.bundle().network().provider()));
        }
        return ports;
    }

    /** The TCP ports that the carried network's nodes reach each other at. */
    static Set<Integer> networkPorts(Target target) {
        return SiteNetwork.needsIfKnown(target).ports().stream()
                .filter(port -> port.protocol().equals("tcp"))
                .map(port -> port.port())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
