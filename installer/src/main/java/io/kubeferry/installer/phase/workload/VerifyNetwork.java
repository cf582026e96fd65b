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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Tries the network from inside the cluster with programs of its own images: pod to pod, Service and DNS between all nodes,
 * and NetworkPolicy where the network enforces it. Done once for a network and its members; a new member is reason for
 * another time.
 */
public final class VerifyNetwork implements Phase {
    private static final String NAMESPACE = "kubeferry-check";
    private static final String FOLDER = "/etc/kubeferry/network/";
    private static final String AGAIN_FOR_SECONDS = "60";

    /** A rule or a name may need some seconds until it is on every node. */
    private static final String PATHS_LIMIT_SECONDS = "120";

    /** Usually some seconds; on busy machines the kubelets take their time. The cluster goes on with it by itself. */
    private static final String GONE_WITHIN_SECONDS = "60";

    /** As long as a controller whose watch was lost takes to ask again; that is no fault of the network. */
    private static final Duration SERVICE_LIMIT = Duration.ofMinutes(11);

    @Override
    public PhasePlan plan(Target target, Facts facts) {
        String leader = new Membership(target.site(), facts).leader().name();
        NodeFacts node = facts.node(leader);
        List<PlannedFile> record = List.of(PlannedFile.text(FOLDER + "checked", record(target, facts)));
        List<Action> actions = Wanted.missing(node, record).isEmpty() ? List.of() : check(target, node, record);
        return new PhasePlan("VerifyNetwork", Order.ONE_BY_ONE, List.of(new Step(leader, actions)));
    }

    private static List<Action> check(Target target, NodeFacts leader, List<PlannedFile> record) {
        boolean policy = SiteNetwork.needs(target).networkPolicy();
        PlannedFile pods = PlannedFile.text(
                FOLDER + "check.yaml",
                Actions.text("network-check.yaml")
                        .replace("@IMAGE@", target.kubernetes().image("etcd").toString()));
        PlannedFile denial = PlannedFile.text(FOLDER + "deny-all.yaml", Actions.text("deny-all.yaml"));
        List<PlannedFile> missing = Wanted.missing(leader, policy ? List.of(pods, denial) : List.of(pods));
        List<Action> actions = new ArrayList<>();
        if (!missing.isEmpty()) {
            actions.add(new Place("what tries the network", missing));
        }
        actions.add(Run.of(
                "make a namespace to try the network in",
                Actions.SHORT,
                Actions.script("make-namespaces.sh", NAMESPACE)));
        actions.add(Run.of(
                "start a pod on every node",
                Actions.LONG,
                Actions.script("apply-manifest.sh", AGAIN_FOR_SECONDS, pods.path())));
        actions.add(VerifyCluster.awaitRollout(NAMESPACE + "/daemonset/everywhere"));
        actions.add(VerifyCluster.awaitRollout(NAMESPACE + "/deployment/target"));
        // Its first start, with images to be pulled, is not to take the time that paths are tried in.
        actions.add(VerifyCluster.awaitRollout("kube-system/deployment/coredns"));
        actions.add(Actions.await(
                "wait until the Service has its pod",
                SERVICE_LIMIT,
                Actions.script("service-has-pods.sh", NAMESPACE, "target")));
        String domain = target.site().network().dnsDomain();
        actions.add(Run.of(
                policy
                        ? "try pods, a Service, its name and a NetworkPolicy from every node"
                        : "try pods, a Service and its name from every node",
                Actions.LONG,
                policy
                        ? Actions.script("check-network.sh", PATHS_LIMIT_SECONDS, domain, denial.path())
                        : Actions.script("check-network.sh", PATHS_LIMIT_SECONDS, domain)));
        actions.add(Run.of(
                "remove what tried the network",
                Actions.LONG,
                Actions.script("remove-namespace.sh", NAMESPACE, GONE_WITHIN_SECONDS)));
        actions.add(new Place("the record that the network was tried", record));
        return actions;
    }

    /** What was tried. */
    private static String record(Target target, Facts facts) {
        return """
                network: "%s %s"
                manifest: "%s"
                nodes: [%s]
                """.formatted(
                target.bundle().network().provider(),
                target.bundle().network().version(),
                Wanted.digestOf(PlannedFile.text(FOLDER, SiteNetwork.manifest(target, facts))),
                target.site().members().stream().map(Node::name).sorted().collect(Collectors.joining(", ")));
    }
}
