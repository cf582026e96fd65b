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
import io.kubeferry.installer.site.Site;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code kubeadm init} on the first control plane; nothing where any control plane is a member already. It runs detached:
 * half a cluster is worse than one that nobody waited for.
 */
public final class InitFirstControlPlane implements Phase {
    @Override
    public PhasePlan plan(Target target, Facts facts) {
        Membership membership = new Membership(target.site(), facts);
        List<Step> steps = membership.hasCluster() ? List.of() : List.of(init(target, facts, membership.leader()));
        return new PhasePlan("InitFirstControlPlane", Order.ONE_BY_ONE, steps);
    }

    private static Step init(Target target, Facts facts, Node first) {
        Site site = target.site();
        KubeadmFiles files = new KubeadmFiles(target, facts);
        List<String> argv = new ArrayList<>(List.of(
                "kubeadm",
                "init",
                "--config",
                KubeadmFiles.INIT,
                "--upload-certs",
                "--skip-certificate-key-print",
                "--skip-token-print"));
        argv.addAll(files.flags(first));
        Run init = Run.of("begin the cluster", Actions.LONG, argv.toArray(String[]::new))
                .detached(Membership.INIT)
                .explainedBy(Actions.script("kubelet-says.sh"))
                .undoneBy(Actions.reset(target.kubernetes().version()));
        List<Action> actions = new ArrayList<>(Actions.forgetResult(facts.node(first.name()), Membership.JOIN));
        actions.add(files.init(first));
        actions.add(init);
        actions.add(Actions.awaitApiServer(
                first.name(), first.address(), site.endpoint().apiServerPort()));
        actions.addAll(ServeApiEndpoint.settle(target, facts, first));
        return new Step(first.name(), actions);
    }
}
