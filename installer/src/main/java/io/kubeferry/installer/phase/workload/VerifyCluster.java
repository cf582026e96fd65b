package io.kubeferry.installer.phase.workload;

import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.ClusterFacts;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Waits until every node of the site is Ready and the cluster's own workloads run; nothing where that is seen already. */
public final class VerifyCluster implements Phase {
    private static final Duration KUBECTL_LIMIT = Duration.ofMinutes(8);
    static final String KUBE_PROXY = "kube-system/daemonset/kube-proxy";
    private static final List<String> WORKLOADS = List.of(KUBE_PROXY, "kube-system/deployment/coredns");

    @Override
    public PhasePlan plan(Target target, Facts facts) {
        List<String> workloads = new ArrayList<>(WORKLOADS);
        workloads.addAll(NetworkWorkloads.of(target.networkManifest()));
        List<Action> actions = new ArrayList<>();
        if (!isHealthy(target, facts.cluster(), workloads)) {
            actions.add(awaitNodes(target.site().members()));
            workloads.forEach(each -> actions.add(awaitRollout(each)));
        }
        String leader = new Membership(target.site(), facts).leader().name();
        return new PhasePlan("VerifyCluster", Order.ONE_BY_ONE, List.of(new Step(leader, actions)));
    }

    private static boolean isHealthy(Target target, ClusterFacts cluster, List<String> workloads) {
        return target.site().members().stream()
                        .allMatch(node -> cluster.nodeReady().getOrDefault(node.name(), false))
                && workloads.stream().allMatch(each -> cluster.workloads().getOrDefault(each, false));
    }

    private static Run awaitNodes(List<Node> nodes) {
        List<String> arguments = new ArrayList<>(List.of("wait", "--for", "condition=Ready", limit()));
        nodes.forEach(node -> arguments.add("node/" + node.name()));
        return Actions.kubectl("wait until all nodes are Ready", Actions.LONG, arguments.toArray(String[]::new));
    }

    /** Waits for one workload, named {@code namespace/kind/name}. */
    static Run awaitRollout(String workload) {
        String[] parts = workload.split("/");
        return Actions.kubectl(
                "wait until " + workload + " runs",
                Actions.LONG,
                "--namespace",
                parts[0],
                "rollout",
                "status",
                parts[1] + "/" + parts[2],
                limit());
    }

    private static String limit() {
        return "--timeout=" + KUBECTL_LIMIT.toSeconds() + "s";
    }
}
