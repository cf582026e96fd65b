package io.kubeferry.installer.procedure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.installer.Samples;
import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.NodeMarks;
import io.kubeferry.installer.plan.Action.Run;
import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.Role;
import io.kubeferry.installer.site.Site;
import io.kubeferry.installer.site.Taint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Labels and taints that change in the site's file while the cluster runs. */
class MarkNodesTest {
    private static final Taint GPU = new Taint("example.com/gpu", "yes", "NoSchedule");
    private static final Taint SLOW = new Taint("example.com/slow", "", "PreferNoSchedule");

    private final Site first = site(Map.of("rack", "r1", "disk", "ssd"), Optional.of(List.of(GPU)));
    private final SimulatedSite cluster = new SimulatedSite(first);

    private static Site site(Map<String, String> labels, Optional<List<Taint>> taints) {
        return site(labels, taints, Optional.empty());
    }

    private static Site site(
            Map<String, String> labels, Optional<List<Taint>> taints, Optional<List<Taint>> ofControlPlane) {
        return Samples.site(
                Samples.site().endpoint(),
                new Node("cp-1", "10.0.0.11", Set.of(Role.CONTROL_PLANE), Optional.empty(), Map.of(), ofControlPlane),
                new Node("worker-1", "10.0.0.21", Set.of(Role.WORKER), Optional.empty(), labels, taints));
    }

    private static Target target(Site site) {
        return Samples.target(site, Samples.kubernetes120());
    }

    /** What the plan says to kubectl of labels and taints. */
    private String commands(Site site) {
        return InstallPhases.plan(target(site), cluster.facts()).phases().stream()
                .filter(phase -> phase.phase().equals("MarkNodes"))
                .flatMap(phase -> phase.steps().stream())
                .flatMap(step -> step.actions().stream())
                .map(action -> ((Run) action).argv())
                .map(argv -> String.join(" ", argv.subList(5, argv.size())) + "\n")
                .collect(Collectors.joining());
    }

    private NodeMarks worker() {
        return cluster.facts().cluster().nodeMarks().get("worker-1");
    }

    private void install(Site site) {
        cluster.apply(InstallPhases.plan(target(site), cluster.facts()));
        assertTrue(InstallPhases.plan(target(site), cluster.facts()).isEmpty(), () -> commands(site));
    }

    @Test
    void notesAtTheJoinWhatIsTheSites() {
        assertEquals(
                "annotate node worker-1 kubeferry.io/labels=disk,rack kubeferry.io/taints=example.com/gpu:NoSchedule"
                        + " --overwrite\n",
                commands(first));
        install(first);
    }

    @Test
    void setsWhatIsNewAndTakesOffWhatTheFileHadAndLeavesWhatOthersSet() {
        install(first);
        cluster.mark("label", "worker-1", List.of("team=blue"));
        cluster.mark("taint", "worker-1", List.of("node.kubernetes.io/unschedulable:NoSchedule"));
        assertEquals("", commands(first));
        Site changed = site(Map.of("rack", "r2", "zone", "a"), Optional.of(List.of(SLOW)));
        assertEquals("""
                label node worker-1 disk- --overwrite
                taint node worker-1 example.com/gpu:NoSchedule- --overwrite
                annotate node worker-1 kubeferry.io/labels=rack,zone kubeferry.io/taints=example.com/slow:PreferNoSchedule --overwrite
                label node worker-1 rack=r2 zone=a --overwrite
                taint node worker-1 example.com/slow:PreferNoSchedule --overwrite
                """, commands(changed));
        install(changed);
        assertEquals(Map.of("rack", "r2", "zone", "a", "team", "blue"), worker().labels());
        assertEquals(
                Set.of(SLOW, new Taint("node.kubernetes.io/unschedulable", "", "NoSchedule")),
                Set.copyOf(worker().taints()));
        install(site(Map.of(), Optional.empty()));
        assertEquals(Map.of("team", "blue"), worker().labels());
        assertEquals(Map.of(), worker().annotations());
        assertEquals(List.of(new Taint("node.kubernetes.io/unschedulable", "", "NoSchedule")), worker().taints());
    }

    @Test
    void aListOfTaintsStandsInThePlaceOfKubeadmsUntilItIsTakenOutOfTheFile() {
        install(first);
        cluster.mark("taint", "cp-1", List.of("node-role.kubernetes.io/master:NoSchedule"));
        assertEquals("", commands(first));
        Site open = site(first.nodes().get(1).labels(), Optional.of(List.of(GPU)), Optional.of(List.of()));
        assertEquals("""
                taint node cp-1 node-role.kubernetes.io/master:NoSchedule- --overwrite
                annotate node cp-1 kubeferry.io/taints= --overwrite
                """, commands(open));
        install(open);
        assertEquals("""
                annotate node cp-1 kubeferry.io/taints- --overwrite
                taint node cp-1 node-role.kubernetes.io/master:NoSchedule --overwrite
                """, commands(first));
        install(first);
    }

    @Test
    void convergesAfterACutBehindAnyOfTheChanges() {
        install(first);
        Site changed = site(Map.of("rack", "r2"), Optional.of(List.of(SLOW)));
        int count = cluster.actions(InstallPhases.plan(target(changed), cluster.facts()))
                .size();
        for (int cut = 0; cut <= count; cut++) {
            SimulatedSite other = new SimulatedSite(first);
            other.apply(InstallPhases.plan(target(first), other.facts()));
            other.begin();
            other.actions(InstallPhases.plan(target(changed), other.facts()))
                    .subList(0, cut)
                    .forEach(Runnable::run);
            other.apply(InstallPhases.plan(target(changed), other.facts()));
            NodeMarks marks = other.facts().cluster().nodeMarks().get("worker-1");
            assertEquals(Map.of("rack", "r2"), marks.labels(), "cut behind " + cut);
            assertEquals(List.of(SLOW), marks.taints(), "cut behind " + cut);
        }
    }
}
