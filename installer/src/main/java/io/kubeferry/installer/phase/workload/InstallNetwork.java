package io.kubeferry.installer.phase.workload;

import io.kubeferry.installer.desired.SiteNetwork;
import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.Membership;
import io.kubeferry.installer.facts.NodeFacts;
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
import java.util.Map;

/** The network's manifest with this site's values, applied and awaited. */
public final class InstallNetwork implements Phase {
    private static final String FOLDER = "/etc/kubeferry/network/";
    /** An API server that has just come up refuses for some seconds. */
    private static final String AGAIN_FOR_SECONDS = "60";

    @Override
    public PhasePlan plan(Target target, Facts facts) {
        Node leader = new Membership(target.site(), facts).leader();
        List<Action> actions = install(target, facts, facts.node(leader.name()));
        return new PhasePlan("InstallNetwork", Order.ONE_BY_ONE, List.of(new Step(leader.name(), actions)));
    }

    private static List<Action> install(Target target, Facts facts, NodeFacts leader) {
        String manifest = SiteNetwork.manifest(target, facts);
        String file = FOLDER + target.bundle().network().provider() + ".yaml";
        List<String> workloads = NetworkWorkloads.of(manifest);
        Map<String, Boolean> seen = facts.cluster().workloads();
        List<PlannedFile> missing = Wanted.missing(leader, List.of(PlannedFile.text(file, manifest)));
        boolean applied = missing.isEmpty() && seen.keySet().containsAll(workloads);
        boolean ready = workloads.stream().allMatch(each -> seen.getOrDefault(each, false));
        List<Action> actions = new ArrayList<>();
        if (!missing.isEmpty()) {
            actions.add(new Place("the network's manifest", missing));
        }
        // A cluster that does not answer now may well have its network: the file says that it was applied.
        if (!applied && (facts.cluster().exists() || !missing.isEmpty())) {
            // The network's pods ask the API by its Service: one that starts before kube-proxy has its rules waits 30 s
            // and dies.
            actions.add(VerifyCluster.awaitRollout(VerifyCluster.KUBE_PROXY));
            actions.add(apply(file));
        }
        if (!actions.isEmpty() || facts.cluster().exists() && !ready) {
            workloads.forEach(each -> actions.add(VerifyCluster.awaitRollout(each)));
        }
        return actions;
    }

    /** By the server: the definitions of Calico are too long for the note that a client would leave on them. */
    private static Action apply(String file) {
        return Run.of(
                "apply the network's manifest",
                Actions.LONG,
                Actions.script("apply-manifest.sh", AGAIN_FOR_SECONDS, file));
    }
}
