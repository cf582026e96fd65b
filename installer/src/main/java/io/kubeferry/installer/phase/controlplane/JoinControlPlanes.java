package io.kubeferry.installer.phase.controlplane;

import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.Membership;
import io.kubeferry.installer.phase.Actions;
import io.kubeferry.installer.phase.Phase;
import io.kubeferry.installer.phase.Wanted;
import io.kubeferry.installer.plan.Action;
import io.kubeferry.installer.plan.Action.Place;
import io.kubeferry.installer.plan.Action.Run;
import io.kubeferry.installer.plan.PhasePlan;
import io.kubeferry.installer.plan.PhasePlan.Order;
import io.kubeferry.installer.plan.PlannedFile;
import io.kubeferry.installer.plan.Step;
import io.kubeferry.installer.site.Node;
import java.util.ArrayList;
import java.util.List;

/** The other control planes, one by one: etcd takes one member at a time, and each has to be well before the next. */
public final class JoinControlPlanes implements Phase {
    private static final String RENEWED = "/etc/kubeferry/kubeadm/watches-renewed";

    @Override
    public PhasePlan plan(Target target, Facts facts) {
        Membership membership = new Membership(target.site(), facts);
        List<Step> steps = new ArrayList<>();
        membership.controlPlanesToJoin().forEach(node -> steps.add(join(target, facts, node)));
        if (target.site().etcd().isStacked() && target.site().controlPlanes().size() > 1) {
            boolean alone = steps.size() == target.site().controlPlanes().size() - 1;
            steps.add(alone ? 1 : 0, renew(facts, membership.leader()));
        }
        return new PhasePlan("JoinControlPlanes", Order.ONE_BY_ONE, steps);
    }

    /**
     * While a single etcd takes its second member in it has no leader, and the API server ends all watches. A program that
     * asks again just then may not be told of anything new until its watch runs out, five to ten minutes later: seen with
     * Kubernetes 1.20, whose new Services then have no pods and no rules on the first control plane for so long, and whose
     * next node waits as long for its kubelet's certificate. So this comes right after the second member, and before any
     * other joins. A run may have ended between the two: a record says that it was done.
     */
    private static Step renew(Facts facts, Node leader) {
        List<PlannedFile> record = List.of(PlannedFile.text(RENEWED, "since etcd has more than one member\n"));
        return new Step(
                leader.name(),
                Wanted.missing(facts.node(leader.name()), record).isEmpty()
                        ? List.of()
                        : List.of(
                                Run.of(
                                        "have what watches the API ask anew, now that etcd has a second member",
                                        Actions.SHORT,
                                        Actions.script("renew-watches.sh")),
                                new Place("the record that it has asked anew", record)));
    }

    private static Step join(Target target, Facts facts, Node node) {
        int port = target.site().endpoint().apiServerPort();
        List<Action> actions = new ArrayList<>(JoinWorkers.join("join as a control plane", target, facts, node));
        actions.add(Actions.awaitApiServer(node.name(), node.address(), port));
        return new Step(node.name(), actions);
    }
}
