package io.kubeferry.installer.phase.controlplane;

import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.Membership;
import io.kubeferry.installer.phase.Actions;
import io.kubeferry.installer.phase.Phase;
import io.kubeferry.installer.plan.Action;
import io.kubeferry.installer.plan.Action.Run;
import io.kubeferry.installer.plan.PhasePlan;
import io.kubeferry.installer.plan.PhasePlan.Order;
import io.kubeferry.installer.plan.Step;
import io.kubeferry.installer.site.Node;
import java.util.ArrayList;
import java.util.List;

/** The workers, all at once. */
public final class JoinWorkers implements Phase {
    @Override
    public PhasePlan plan(Target target, Facts facts) {
        List<Step> steps = new Membership(target.site(), facts)
                .workersToJoin().stream().map(node -> step(target, facts, node)).toList();
        return new PhasePlan("JoinWorkers", Order.ALL_NODES, steps);
    }

    private static Step step(Target target, Facts facts, Node node) {
        return new Step(node.name(), join("join as a worker", target, facts, node));
    }

    /** The join itself: detached, so that a lost connection does not leave half a member. */
    static List<Action> join(String describe, Target target, Facts facts, Node node) {
        List<Action> actions = new ArrayList<>(Actions.forgetResult(facts.node(node.name()), Membership.INIT));
        KubeadmFiles files = new KubeadmFiles(target, facts);
        actions.add(files.join(node));
        List<String> argv = new ArrayList<>(List.of("kubeadm", "join", "--config", KubeadmFiles.JOIN));
        argv.addAll(files.flags(node));
        actions.add(Run.of(describe, Actions.LONG, argv.toArray(String[]::new))
                .detached(Membership.JOIN)
                .explainedBy(Actions.script("kubelet-says.sh"))
                .undoneBy(Actions.reset(target.kubernetes().version())));
        return actions;
    }
}
