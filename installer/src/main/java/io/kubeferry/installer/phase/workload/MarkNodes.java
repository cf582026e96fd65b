package io.kubeferry.installer.phase.workload;

import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.Membership;
import io.kubeferry.installer.facts.NodeMarks;
import io.kubeferry.installer.phase.Actions;
import io.kubeferry.installer.phase.Phase;
import io.kubeferry.installer.plan.Action;
import io.kubeferry.installer.plan.PhasePlan;
import io.kubeferry.installer.plan.PhasePlan.Order;
import io.kubeferry.installer.plan.Step;
import io.kubeferry.installer.site.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Labels and taints as the site's file has them now; a node registers itself with those of the time of its join. Which ones
 * are the file's is noted on the node itself, so that what is taken out of the file goes, and everybody else's stays.
 */
public final class MarkNodes implements Phase {
    @Override
    public PhasePlan plan(Target target, Facts facts) {
        Membership membership = new Membership(target.site(), facts);
        List<Action> actions = new ArrayList<>();
        for (Node node : target.site().members()) {
            seen(node, membership, facts)
                    .map(seen -> new Marking(node, seen, target.kubernetes().version()))
                    .ifPresent(marking -> actions.addAll(mark(marking)));
        }
        Step step = new Step(membership.leader().name(), actions);
        return new PhasePlan("MarkNodes", Order.ONE_BY_ONE, List.of(step));
    }

    /** What the node bears when this phase comes; empty where the cluster does not answer, and it is not known. */
    private static Optional<NodeMarks> seen(Node node, Membership membership, Facts facts) {
        if (!membership.joined(node)) {
            return Optional.of(Marking.afterJoin(node));
        }
        return Optional.ofNullable(facts.cluster().nodeMarks().get(node.name()));
    }

    /** The note changes behind what goes and before what comes: cut off anywhere, nothing of ours is taken for another's. */
    private static List<Action> mark(Marking marking) {
        List<Action> actions = new ArrayList<>();
        String name = marking.node().name();
        change(actions, "take labels off " + name, "label", name, marking.labelsToRemove());
        change(actions, "take taints off " + name, "taint", name, marking.taintsToRemove());
        change(
                actions,
                "note which labels and taints of " + name + " are the site's",
                "annotate",
                name,
                marking.notes());
        change(actions, "label " + name, "label", name, marking.labelsToSet());
        change(actions, "taint " + name, "taint", name, marking.taintsToSet());
        return actions;
    }

    private static void change(List<Action> actions, String describe, String verb, String node, List<String> changes) {
        if (changes.isEmpty()) {
            return;
        }
        List<String> arguments = new ArrayList<>(List.of(verb, "node", node));
        arguments.addAll(changes);
        arguments.add("--overwrite");
        actions.add(Actions.ask(describe, arguments.toArray(String[]::new)));
    }
}
