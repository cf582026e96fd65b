package io.kubeferry.installer.phase;

import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.Membership;
import io.kubeferry.installer.plan.Action;
import io.kubeferry.installer.plan.Action.Run;
import io.kubeferry.installer.plan.PhasePlan;
import io.kubeferry.installer.plan.PhasePlan.Order;
import io.kubeferry.installer.plan.Step;
import io.kubeferry.installer.site.Node;
import java.util.ArrayList;
import java.util.List;

/** The other control planes, one by one: etcd takes one member at a time, and each has to be well before the next. */
final class JoinControlPlanes implements Phase {
    @Override
    public PhasePlan plan(Target target, Facts facts) {
        List<Node> joining = new Membership(target.site(), facts).controlPlanesToJoin();
        List<Step> steps = new ArrayList<>();
        joining.forEach(node -> steps.add(join(target, facts, node)));
        if (!joining.isEmpty() && target.site().etcd().isStacked()) {
            target.site().controlPlanes().stream()
                    .filter(node -> !joining.contains(node))
                    .forEach(node -> steps.add(renew(node)));
        }
        return new PhasePlan("JoinControlPlanes", Order.ONE_BY_ONE, steps);
    }

    /**
     * While etcd takes a member in it has no leader for a moment, and API servers end all watches. A controller that asks
     * again just then may not be told of anything new until its watch runs out, five to ten minutes later: seen with
     * Kubernetes 1.20, whose new Services then have no pods for so long.
     */
    private static Step renew(Node node) {
        return Step.of(
                node.name(),
                Run.of(
                        "have the controllers ask anew, now that etcd has all its members",
                        Actions.SHORT,
                        Actions.script("renew-controllers.sh")));
    }

    private static Step join(Target target, Facts facts, Node node) {
        int port = target.site().endpoint().apiServerPort();
        List<Action> actions = new ArrayList<>(JoinWorkers.join("join as a control plane", target, facts, node));
        actions.add(Actions.awaitApiServer(node.name(), node.address(), port));
        return new Step(node.name(), actions);
    }
}
