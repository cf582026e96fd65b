package io.kubeferry.installer.preflight;

import io.kubeferry.installer.reach.Connections;
import io.kubeferry.installer.reach.Connections.Attempt;
import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.Site;
import io.kubeferry.manifests.failure.Problems;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether the machines reached each other when that was tried, and whether the endpoint's address was free. */
final class ConnectionCheck {
    private ConnectionCheck() {}

    static void check(Site site, Connections connections, Problems problems) {
        Map<String, TreeSet<Integer>> ports = new TreeMap<>();
        for (Attempt failed : connections.failed()) {
            ports.computeIfAbsent(failed.from() + "\t" + failed.to(), pair -> new TreeSet<>())
                    .add(failed.port());
        }
        ports.forEach((pair, unreached) -> {
            String from = pair.substring(0, pair.indexOf('\t'));
            String to = pair.substring(pair.indexOf('\t') + 1);
            problems.add(
                    from,
                    "it does not reach " + to + " (" + address(site, to) + ") on TCP port "
                            + unreached.stream().map(String::valueOf).collect(Collectors.joining(", "))
                            + ", where " + to + " listened when that was tried",
                    "look at the packet filters of both ('nft list ruleset') and at what stands between them");
        });
        connections
                .endpointTakenBy()
                .ifPresent(mac -> problems.add(
                        "spec.controlPlaneEndpoint.address",
                        site.endpoint().address() + " is to be the cluster's virtual address, and a machine with the"
                                + " hardware address " + mac + " has it already",
                        "take it from that machine, or choose an address that nobody has"));
    }

    private static String address(Site site, String name) {
        return site.nodes().stream()
                .filter(node -> node.name().equals(name))
                .map(Node::address)
                .findFirst()
                .orElse("");
    }
}
