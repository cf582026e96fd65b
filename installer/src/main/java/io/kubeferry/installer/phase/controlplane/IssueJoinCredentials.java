package io.kubeferry.installer.phase.controlplane;

import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.Membership;
import io.kubeferry.installer.phase.Actions;
import io.kubeferry.installer.phase.Phase;
import io.kubeferry.installer.plan.Action;
import io.kubeferry.installer.plan.Action.Capture;
import io.kubeferry.installer.plan.Action.Run;
import io.kubeferry.installer.plan.PhasePlan;
import io.kubeferry.installer.plan.PhasePlan.Order;
import io.kubeferry.installer.plan.Placeholder;
import io.kubeferry.installer.plan.Step;
import io.kubeferry.installer.site.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * What the nodes that are still to come join with: a token, the control plane's certificates under a key, the digest of
 * the cluster's CA. All of it is made for one run and ends by itself after two hours. An init of the same run has brought
 * token and certificates with it.
 */
public final class IssueJoinCredentials implements Phase {
    @Override
    public PhasePlan plan(Target target, Facts facts) {
        Membership membership = new Membership(target.site(), facts);
        boolean complete = membership.controlPlanesToJoin().isEmpty()
                && membership.workersToJoin().isEmpty();
        List<Step> steps = complete ? List.of() : List.of(issue(target, facts, membership));
        return new PhasePlan("IssueJoinCredentials", Order.ONE_BY_ONE, steps);
    }

    private static Step issue(Target target, Facts facts, Membership membership) {
        Node leader = membership.leader();
        List<Action> actions = new ArrayList<>();
        if (membership.hasCluster()) {
            actions.add(new KubeadmFiles(target, facts).init(leader));
            // kubeadm itself gives up soon: an API that is slow just now is waited for first.
            actions.add(Actions.awaitApiServer(
                    leader.name(), leader.address(), target.site().endpoint().apiServerPort()));
            actions.add(
                    Run.of("make a token", Actions.SHORT, "kubeadm", "token", "create", "--config", KubeadmFiles.INIT));
            if (!membership.controlPlanesToJoin().isEmpty()) {
                actions.add(uploadCertificates());
            }
        }
        actions.add(new Capture(
                "read the digest of the cluster's CA",
                List.of(Actions.script("ca-cert-hash.sh")),
                Actions.SHORT,
                Placeholder.CA_CERT_HASH));
        return new Step(leader.name(), actions);
    }

    private static Run uploadCertificates() {
        return Run.of(
                "upload the control plane's certificates",
                Actions.SHORT,
                "kubeadm",
                "init",
                "phase",
                "upload-certs",
                "--upload-certs",
                "--skip-certificate-key-print",
                "--config",
                KubeadmFiles.INIT);
    }
}
