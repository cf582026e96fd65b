package io.kubeferry.installer.preflight;

import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.NodeFacts;
import io.kubeferry.manifests.failure.Problems;

/** Whether commands run as root. */
final class RightsCheck implements Check {
    @Override
    public void check(Target target, Facts facts, Problems problems) {
        for (NodeFacts node : facts.nodes().values()) {
            if (node.machine().protection().uid() != 0) {
                problems.add(
                        node.node(),
                        "commands run with the user id "
                                + node.machine().protection().uid() + ", they need 0",
                        "let root log in, or give the user sudo and write spec.ssh.sudo: {} in the site's file");
            }
        }
    }
}
