package io.kubeferry.installer.phase;

import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.Membership;
import io.kubeferry.installer.plan.Action;
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
        List<Step> steps = new Membership(target.site(), facts)
                .controlPlanesToJoin().stream()
                        .map(node -> join(target, facts, node))
                        .toList();
        return new PhasePlan("JoinControlPlanes", Order.ONE_BY_ONE, steps);
    }

    private static Step join(Target target, Facts facts, Node node) {
        int port = target.site().endpoint().apiServerPort();
        List<Action> actions = new ArrayList<>(JoinWorkers.join("join as a control plane", target, facts, node));
        actions.add(Actions.awaitApiServer(node.name(), node.address(), port));
        return new Step(node.name(), actions);
    }
}
