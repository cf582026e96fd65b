package io.kubeferry.installer.preflight;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.installer.GoldenFile;
import io.kubeferry.installer.SampleMachine;
import io.kubeferry.installer.Samples;
import io.kubeferry.installer.desired.Archives;
import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.ClusterFacts;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.Membership;
import io.kubeferry.installer.facts.NodeFacts;
import io.kubeferry.installer.machine.Capacity;
import io.kubeferry.installer.machine.Machine;
import io.kubeferry.installer.machine.Protection;
import io.kubeferry.installer.reach.Connections;
import io.kubeferry.installer.reach.Connections.Attempt;
import io.kubeferry.installer.site.Node;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.failure.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PreflightTest {
    private final Target target = Samples.target(Samples.site(), Samples.kubernetes120());

    @Test
    void hasNothingAgainstBareMachinesWithoutRouteAndDns() {
        assertEquals(List.of(), Preflight.problems(target, Samples.bare(target.site())));
    }

    @Test
    void tellsEverythingThatIsWrongAtOnce() {
        Map<String, NodeFacts> nodes = new TreeMap<>(Samples.bare(target.site()).nodes());
        Node first = target.site().firstControlPlane();
        nodes.put("cp-1", Samples.bare(first, worst(first)));
        Facts facts = new Facts(nodes, ClusterFacts.none());
        GoldenFile.check("preflight/worst.txt", text(Preflight.problems(target, facts)));
    }

    @Test
    void makesNoPlanWhereTheBundleLacksTheLoadBalancerOfTheSite() {
        Target lacking = Samples.withoutLoadBalancer(target);
        Facts facts = Samples.bare(target.site());
        Failure failure = assertThrows(Failure.class, () -> Preflight.requirePlannable(lacking, facts));
        assertEquals(ExitCode.PREFLIGHT_FAILED, failure.exitCode());
        assertProblem(failure.problems(), "edge 2026.11.0", "haproxy");
        assertDoesNotThrow(() -> Preflight.requirePlannable(target, facts));
    }

    @Test
    void asksForWhatTheNetworkOfTheBundleNeeds() {
        Target weave = Samples.withNetwork(target, "weave", "v2.8.1", """
                kind: DaemonSet
                metadata: {name: weave-net}
                spec: {template: {spec: {containers: [{name: weave}]}}}
                """);
        Node first = target.site().firstControlPlane();
        NodeFacts node = Samples.bare(
                first, SampleMachine.of(first).listening(6783).without("xt_set").build());
        List<Problem> problems = Preflight.problems(weave, with(first, node, ClusterFacts.none()));
        assertProblem(problems, "cp-1", "something listens on TCP port 6783, which the network weave needs");
        assertProblem(problems, "cp-1", "has no module xt_set");
        assertEquals(2, problems.size(), text(problems));
        Target bare = new Target(weave.site(), weave.bundle(), new Archives(Map.of()), weave.networkManifest());
        assertProblem(
                Preflight.problems(bare, Samples.bare(target.site())),
                "edge 2026.11.0",
                "calls the CNI plugins loopback, portmap");
        Target wrong = Samples.withNetwork(target, "calico", "v3.31.7", weave.networkManifest());
        assertProblem(
                Preflight.problems(wrong, Samples.bare(target.site())),
                "Calico's manifest",
                "it has 0 containers calico-node");
    }

    @Test
    void refusesCgroupsOfTheFirstVersionFromKubernetes135On() {
        Node first = target.site().firstControlPlane();
        Facts facts = with(
                first,
                Samples.bare(first, SampleMachine.of(first).withFirstCgroups().build()),
                ClusterFacts.none());
        assertEquals(List.of(), Preflight.problems(target, facts));
        Target newer = Samples.target(target.site(), Samples.kubernetes136());
        assertProblem(Preflight.problems(newer, facts), "cp-1", "cgroups version 1");
    }

    @Test
    void takesCgroupsOfTheFirstVersionWhereTheSiteAsksForThat() {
        Target tolerant = Samples.target(Samples.customisedSite(), Samples.kubernetes136());
        Map<String, NodeFacts> nodes =
                new TreeMap<>(Samples.bare(tolerant.site()).nodes());
        Node first = tolerant.site().firstControlPlane();
        Machine old = SampleMachine.like(nodes.get("cp-1").machine())
                .withFirstCgroups()
                .build();
        nodes.put("cp-1", Samples.bare(first, old));
        assertEquals(List.of(), Preflight.problems(tolerant, new Facts(nodes, ClusterFacts.none())));
    }

    @Test
    void refusesWhatTheReleaseCannotDo() {
        Target old = Samples.target(Samples.customisedSite(), Samples.kubernetes120());
        List<Problem> problems = Preflight.problems(old, Samples.bare(old.site()));
        assertProblem(problems, "spec.kubernetes.keyAlgorithm", "ECDSA-P256 can be chosen from 1.31 on");
        assertProblem(problems, "spec.network", "only as an alpha feature");
    }

    /** A machine in surroundings of some kind, and what is told of it. */
    static Stream<Arguments> surroundings() {
        Node first = Samples.controlPlane(1);
        return Stream.of(
                Arguments.of(SampleMachine.of(first).noexec("/opt/cni/bin"), "mounted noexec"),
                Arguments.of(SampleMachine.of(first).searching("corp.example"), "every name has an address"),
                Arguments.of(SampleMachine.of(first).routed("10.96.0.0/16", "eth1"), "a route to 10.96.0.0/16 by eth1"),
                Arguments.of(SampleMachine.of(first).routed("10.192.0.0/10", "eth1"), "network 10.244.0.0/16"),
                Arguments.of(
                        SampleMachine.of(first).withControllers("cpu", "cpuset", "devices", "freezer"),
                        "no control group controller cpuacct, memory, pids"));
    }

    @ParameterizedTest
    @MethodSource("surroundings")
    void refusesSurroundingsThatWouldBreakACluster(SampleMachine machine, String what) {
        Node first = target.site().firstControlPlane();
        Facts facts = with(first, Samples.bare(first, machine.build()), ClusterFacts.none());
        List<Problem> problems = Preflight.problems(target, facts);
        assertProblem(problems, "cp-1", what);
        assertEquals(1, problems.size(), problems::toString);
    }

    @Test
    void takesTemporaryFoldersWithoutProgramsAndSaysSo() {
        Node first = target.site().firstControlPlane();
        Machine machine = SampleMachine.of(first).noexec("/tmp").build();
        Facts facts = with(first, Samples.bare(first, machine), ClusterFacts.none());
        assertEquals(List.of(), Preflight.problems(target, facts));
        assertProblem(Remarks.of(target, facts, Connections.none()), "cp-1", "/tmp is mounted noexec");
    }

    @Test
    void tellsWhichMachinesDoNotReachEachOtherAndWhoHasTheVirtualAddress() {
        Connections connections = new Connections(
                List.of(new Attempt("cp-2", "cp-1", 2380), new Attempt("cp-2", "cp-1", 2379)),
                List.of(),
                Optional.empty(),
                Optional.of("02:00:00:00:00:07"));
        List<Problem> problems = Preflight.problems(target, Samples.bare(target.site()), connections);
        assertProblem(problems, "cp-2", "does not reach cp-1 (10.0.0.11) on TCP port 2379, 2380");
        assertProblem(problems, "spec.controlPlaneEndpoint.address", "02:00:00:00:00:07 has it already");
    }

    @Test
    void refusesAMachineOfAnotherCluster() {
        Node worker = Samples.worker(1);
        NodeFacts seen = found(worker, Set.of("/etc/kubernetes/kubelet.conf"), List.of());
        assertProblem(Preflight.problems(target, with(worker, seen, ClusterFacts.none())), "worker-1", "did not make");
    }

    @Test
    void leavesItsOwnLeftoversToTheRun() {
        Node worker = Samples.worker(1);
        NodeFacts seen = found(
                worker, Set.of("/etc/kubernetes/kubelet.conf"), List.of("undo\t[\"kubeadm\",\"reset\",\"--force\"]"));
        assertEquals(List.of(), Preflight.problems(target, with(worker, seen, ClusterFacts.none())));
    }

    @Test
    void neverClearsAMemberThatLostAPart() {
        Node first = target.site().firstControlPlane();
        NodeFacts seen = Samples.found(
                first,
                Samples.machine(first),
                Map.of("init", 0),
                Set.of("/etc/kubernetes/kubelet.conf", "/var/lib/etcd/member"),
                List.of("undo\t[\"kubeadm\",\"reset\",\"--force\"]"));
        Facts facts = with(first, seen, ClusterFacts.none());
        assertProblem(Preflight.problems(target, facts), "cp-1", "lacks a part");
        assertFalse(new Membership(target.site(), facts).hasLeftovers(first));
    }

    @Test
    void refusesAContainerRuntimeThatItDidNotBring() {
        Node worker = Samples.worker(1);
        NodeFacts seen = found(worker, Set.of("/usr/bin/dockerd"), List.of());
        assertProblem(
                Preflight.problems(target, with(worker, seen, ClusterFacts.none())), "worker-1", "/usr/bin/dockerd");
    }

    @Test
    void refusesAClusterOfAnotherRelease() {
        ClusterFacts cluster = new ClusterFacts("cp-1", Map.of("cp-1", "v1.19.7"), Map.of("cp-1", true), Map.of());
        Facts facts = new Facts(Samples.bare(target.site()).nodes(), cluster);
        assertProblem(Preflight.problems(target, facts), "cp-1", "runs Kubernetes v1.19.7");
    }

    private Facts with(Node node, NodeFacts seen, ClusterFacts cluster) {
        Map<String, NodeFacts> nodes = new TreeMap<>(Samples.bare(target.site()).nodes());
        nodes.put(node.name(), seen);
        return new Facts(nodes, cluster);
    }

    private static NodeFacts found(Node node, Set<String> loose, List<String> changes) {
        return Samples.found(node, Samples.machine(node), Map.of(), loose, changes);
    }

    /** A machine with everything wrong at once that can be wrong together. */
    private static Machine worst(Node node) {
        Map<String, Long> free = new HashMap<>(Samples.machine(node).storage().freeBytes());
        free.replaceAll((path, bytes) -> path.equals("/opt/cni/bin") ? 1L << 20 : 3L << 30);
        return SampleMachine.of(node)
                .named("localhost")
                .withId("machine-of-cp-2")
                .withKernel("2.6.32-754.el6")
                .withoutModules()
                .withFirstCgroups()
                .with(new Capacity(1, 1_000_000_000L, true))
                .withFree(free)
                .at(1_500_000_000L)
                .withInterfaces(Map.of("eth0", Set.of(node.address() + "/29"), "eth1", Set.of("10.0.0.10/24")))
                .withOnly("cp", "find", "modprobe", "mount", "sha256sum", "systemctl", "tar")
                .listening(5000, 6443)
                .with(new Protection(1000, false, false, "disabled", ""))
                .withHosts("")
                .build();
    }

    private static void assertProblem(List<Problem> problems, String where, String what) {
        boolean found = problems.stream()
                .anyMatch(problem ->
                        problem.where().equals(where) && problem.what().contains(what));
        assertTrue(found, () -> "expected " + where + " " + what + " in " + problems);
    }

    private static String text(List<Problem> problems) {
        return problems.stream().map(problem -> problem + "\n").collect(Collectors.joining());
    }
}
