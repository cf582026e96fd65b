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
import io.kubeferry.manifests.kubernetes.NetworkNeeds.NetworkPort;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether something else listens where a part of the cluster is to listen; members listen there themselves. */
final class PortCheck implements Check {
    @Override
    public void check(Target target, Facts facts, Problems problems) {
        Membership membership = new Membership(target.site(), facts);
        for (Node node : target.site().nodes()) {
            if (!membership.begun(node)) {
                check(node, wanted(target, node), networkPorts(target, node), facts.node(node.name()), problems);
            }
        }
    }

    private static void check(
            Node node,
            Map<Integer, String> wanted,
            List<NetworkPort> networkPorts,
            NodeFacts facts,
            Problems problems) {
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
        for (NetworkPort port : networkPorts) {
            if (port.protocol().equals("udp")
                    && facts.machine().network().listeningUdp().contains(port.port())) {
                problems.add(
                        node.name(),
                        "something has UDP port " + port.port() + ", which is for " + port.use(),
                        "find it with 'ss --listening --udp --processes' and stop it; a tunnel of another network is seen"
                                + " with 'ip -details link show type vxlan'");
            }
        }
    }

    private static Map<Integer, String> wanted(Target target, Node node) {
        Map<Integer, String> ports = new TreeMap<>(NodePorts.all(target.site(), node));
        networkPorts(target, node).stream()
                .filter(port -> port.protocol().equals("tcp"))
                .forEach(port -> ports.put(
                        port.port(), "the network " + target.bundle().network().provider()));
        if (node.isMember()) {
            SiteNetwork.ownPorts(target)
                    .forEach(port -> ports.put(
                            port, "the network " + target.bundle().network().provider()));
        }
        return ports;
    }

    private static List<NetworkPort> networkPorts(Target target, Node node) {
        return node.isMember() ? SiteNetwork.needsIfKnown(target).ports() : List.of();
    }
}
