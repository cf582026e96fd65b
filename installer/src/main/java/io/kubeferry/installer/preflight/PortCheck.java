package io.kubeferry.installer.preflight;

import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.Membership;
import io.kubeferry.installer.facts.NodeFacts;
import io.kubeferry.installer.phase.Target;
import io.kubeferry.installer.registry.RegistryConfig;
import io.kubeferry.installer.service.NodePorts;
import io.kubeferry.installer.site.Node;
import io.kubeferry.manifests.failure.Problems;
import java.util.Map;

/** Whether something else listens where a part of the cluster is to listen; members listen there themselves. */
final class PortCheck implements Check {
    @Override
    public void check(Target target, Facts facts, Problems problems) {
        Membership membership = new Membership(target.site(), facts);
        for (Node node : target.site().nodes()) {
            if (!membership.begun(node)) {
                check(node, NodePorts.all(target.site(), node), facts.node(node.name()), problems);
            }
        }
    }

    private static void check(Node node, Map<Integer, String> wanted, NodeFacts facts, Problems problems) {
        boolean ownRegistry =
                facts.services().getOrDefault("kubeferry-registry", "").startsWith("active");
        wanted.forEach((port, user) -> {
            boolean ours = port == RegistryConfig.PORT && ownRegistry;
            if (facts.system().listening().contains(port) && !ours) {
                problems.add(
                        node.name(),
                        "something listens on TCP port " + port + ", which " + user + " needs",
                        "find it with 'ss --listening --tcp --processes' and stop it");
            }
        });
    }
}
