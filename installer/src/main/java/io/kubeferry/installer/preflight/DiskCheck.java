package io.kubeferry.installer.preflight;

import io.kubeferry.installer.desired.NodeSpace;
import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.Membership;
import io.kubeferry.installer.facts.NodeFacts;
import io.kubeferry.installer.site.Node;
import io.kubeferry.manifests.failure.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether there is room for what a node is still to get, with a gibibyte to spare on every file system. */
final class DiskCheck implements Check {
    private static final long MIB = 1L << 20;
    private static final long SPARE = 1024 * MIB;

    @Override
    public void check(Target target, Facts facts, Problems problems) {
        Membership membership = new Membership(target.site(), facts);
        for (Node node : target.site().nodes()) {
            NodeFacts seen = facts.node(node.name());
            if (target.bundle().platforms().contains(seen.platform()) && !membership.joined(node)) {
                check(node, seen, new NodeSpace(target, node, seen).needs(), problems);
            }
        }
    }

    private static void check(Node node, NodeFacts facts, Map<String, Long> needs, Problems problems) {
        fileSystems(facts, needs).forEach((free, paths) -> {
            long need = paths.stream().mapToLong(needs::get).sum() + SPARE;
            if (free < need) {
                problems.add(
                        node.name(),
                        String.join(", ", paths) + ": " + need / MIB + " MiB are needed, " + free / MIB
                                + " MiB are free",
                        "make room there, or give these folders a file system of their own");
            }
        });
    }

    /** Folders with the very same number of free bytes are on one file system; they were all asked within a moment. */
    private static Map<Long, List<String>> fileSystems(NodeFacts facts, Map<String, Long> needs) {
        Map<Long, List<String>> systems = new TreeMap<>();
        needs.keySet()
                .forEach(path -> systems.computeIfAbsent(
                                facts.machine().storage().freeBytes().getOrDefault(path, 0L), free -> new ArrayList<>())
                        .add(path));
        return systems;
    }
}
