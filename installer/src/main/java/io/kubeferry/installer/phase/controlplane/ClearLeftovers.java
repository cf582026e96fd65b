package io.kubeferry.installer.phase.controlplane;

import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.Membership;
import io.kubeferry.installer.phase.Actions;
import io.kubeferry.installer.phase.Phase;
import io.kubeferry.installer.plan.Action.Run;
import io.kubeferry.installer.plan.PhasePlan;
import io.kubeferry.installer.plan.PhasePlan.Order;
import io.kubeferry.installer.plan.Step;
import io.kubeferry.installer.site.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * Clears what an init or a join left behind that did not come to its end: killed, failed, or cut off with the power.
 * kubeadm starts on clean ground only. A lost control plane's etcd member is removed by a healthy one first: as long as it
 * counts, the others may lack a quorum.
 */
public final class ClearLeftovers implements Phase {
    @Override
    public PhasePlan plan(Target target, Facts facts) {
        Membership membership = new Membership(target.site(), facts);
        List<Step> steps = new ArrayList<>();
        for (Node node : target.site().members()) {
            if (membership.hasLeftovers(node)) {
                if (membership.hasCluster()) {
                    steps.add(forget(target, membership.leader(), node));
                }
                steps.add(clear(target, node));
            }
        }
        return new PhasePlan("ClearLeftovers", Order.ONE_BY_ONE, steps);
    }

    private static Step forget(Target target, Node leader, Node lost) {
        if (!target.site().etcd().isStacked()) {
            return Step.of(
                    leader.name(),
                    Actions.ask(
                            "remove what the cluster knows of " + lost.name(),
                            "delete",
                            "node",
                            lost.name(),
                            "--ignore-not-found"));
        }
        return Step.of(
                leader.name(),
                Run.of(
                        "remove what the cluster knows of " + lost.name(),
                        Actions.LONG,
                        Actions.script("forget-node.sh", leader.name(), lost.name(), lost.address())));
    }

    private static Step clear(Target target, Node node) {
        return Step.of(
                node.name(),
                Run.of(
                        "take back what kubeadm began",
                        Actions.LONG,
                        Actions.reset(target.kubernetes().version())),
                Run.of(
                        "remove what kubeadm leaves",
                        Actions.SHORT,
                        Actions.script("clear-state.sh", target.site().folders().etcd())));
    }
}
