package io.kubeferry.installer.procedure;

import io.kubeferry.installer.facts.Changes;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.Membership;
import io.kubeferry.installer.facts.NodeFacts;
import io.kubeferry.installer.phase.Actions;
import io.kubeferry.installer.phase.prepare.OpenFirewall;
import io.kubeferry.installer.plan.Action;
import io.kubeferry.installer.plan.Action.Run;
import io.kubeferry.installer.plan.PhasePlan;
import io.kubeferry.installer.plan.PhasePlan.Order;
import io.kubeferry.installer.plan.Plan;
import io.kubeferry.installer.plan.Step;
import io.kubeferry.installer.service.FirewallZone;
import io.kubeferry.installer.site.DataFolders;
import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.Site;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The way back: every node leaves the cluster, then everything in Kubeferry's record on it is taken back, the newest change
 * first. Kernel settings and modules stay as they are until the next boot. A machine without a record is left alone.
 */
public final class ResetPhases {
    private static final String STATE = "/var/lib/kubeferry";

    /** What only a Kubernetes node has; empty, they are of no use to a machine that is none. */
    private static final List<String> NODE_FOLDERS = List.of(
            "/etc/cni",
            "/etc/containerd",
            "/etc/kubernetes",
            "/etc/systemd/system/kubelet.service.d",
            "/opt/cni",
            "/opt/containerd",
            "/usr/libexec/kubernetes");

    private ResetPhases() {}

    /** What is to be done so that the site's machines are as they were. */
    public static Plan plan(Site site, Facts facts) {
        return new Plan(List.of(leaveCluster(site, facts), takeBack(site, facts)));
    }

    /**
     * Workers first, the first control plane last: as long as nodes leave, there is a cluster to leave. Then the etcd that
     * it kept everything in.
     */
    private static PhasePlan leaveCluster(Site site, Facts facts) {
        List<Node> order = new ArrayList<>(site.controlPlanes());
        Collections.reverse(order);
        order.addAll(0, site.workers());
        order.addAll(site.etcdNodes());
        List<Step> steps = new ArrayList<>();
        for (Node node : order) {
            undos(facts.node(node.name())).stream()
                    .filter(Membership::isReset)
                    .findFirst()
                    .ifPresent(argv -> steps.add(Step.of(node.name(), run("leave the cluster", Actions.LONG, argv))));
        }
        return new PhasePlan("LeaveCluster", Order.ONE_BY_ONE, steps);
    }

    private static PhasePlan takeBack(Site site, Facts facts) {
        List<Step> steps = site.nodes().stream()
                .map(node -> new Step(node.name(), takeBack(site, facts.node(node.name()))))
                .toList();
        return new PhasePlan("TakeBackChanges", Order.ALL_NODES, steps);
    }

    private static List<Action> takeBack(Site site, NodeFacts facts) {
        if (facts.changes().isEmpty()) {
            return List.of();
        }
        List<Action> actions = new ArrayList<>();
        undos(facts).stream()
                .filter(argv -> !Membership.isReset(argv))
                .forEach(argv -> actions.add(run(String.join(" ", argv), Actions.LONG, argv)));
        actions.add(Run.of(
                "take the pods' network off the machine",
                Actions.LONG,
                Actions.script("clear-network.sh", site.endpoint().address(), ranges(site))));
        actions.add(Run.of(
                "remove what kubeadm, the network and containerd leave",
                Actions.LONG,
                Actions.script("clear-node.sh", site.folders().all().toArray(String[]::new))));
        actions.addAll(files(facts));
        if (new Changes(facts.changes()).files().contains(FirewallZone.NODES)
                && facts.machine().protection().hasFirewalld()) {
            actions.add(OpenFirewall.reload());
        }
        actions.add(Run.of(
                "remove the folders that are empty now",
                Actions.SHORT,
                Actions.script("remove-empty-folders.sh", emptied(site))));
        actions.add(Actions.systemctl("read the units again", "daemon-reload"));
        actions.add(Run.of(
                "remove Kubeferry's own folders",
                Actions.LONG,
                Actions.script("remove-own-folders.sh", "/etc/kubeferry", STATE)));
        return actions;
    }

    /** The cluster's own, of pods and of Services, in one argument. */
    private static String ranges(Site site) {
        return Stream.concat(site.network().podRanges().stream(), site.network().serviceRanges().stream())
                .map(Object::toString)
                .collect(Collectors.joining(" "));
    }

    /** What may go when nothing is left in it; folders of the site's choice among them. */
    private static String[] emptied(Site site) {
        List<String> folders = new ArrayList<>(NODE_FOLDERS);
        site.folders().all().stream()
                .filter(folder -> !DataFolders.STANDARD.all().contains(folder))
                .forEach(folders::add);
        return folders.toArray(String[]::new);
    }

    /** Newest first. */
    private static List<List<String>> undos(NodeFacts facts) {
        List<List<String>> undos = new ArrayList<>(new Changes(facts.changes()).undos());
        Collections.reverse(undos);
        return undos;
    }

    /** Files that were there before us come back; the others go. What lies in our own folders goes with them. */
    private static List<Action> files(NodeFacts facts) {
        List<Action> actions = new ArrayList<>();
        List<String> ours = new ArrayList<>(List.of("rm", "-f", "--"));
        for (String file : new Changes(facts.changes()).files()) {
            if (facts.originals().contains(file)) {
                // Copied, not moved: a reset that is interrupted here finds it again.
                actions.add(Run.of(
                        "put back " + file, Actions.SHORT, "cp", "-a", "-T", "--", STATE + "/originals" + file, file));
            } else if (!file.startsWith(STATE + "/") && !file.startsWith("/etc/kubeferry/")) {
                ours.add(file);
            }
        }
        if (ours.size() > 3) {
            actions.add(run("remove the files that were put there", Actions.SHORT, ours));
        }
        return actions;
    }

    private static Run run(String describe, Duration limit, List<String> argv) {
        return Run.of(describe, limit, argv.toArray(String[]::new));
    }
}
