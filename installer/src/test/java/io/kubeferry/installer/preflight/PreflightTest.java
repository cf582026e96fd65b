package io.kubeferry.installer.preflight;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.installer.GoldenFile;
import io.kubeferry.installer.Samples;
import io.kubeferry.installer.facts.ClusterFacts;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.HostDetails;
import io.kubeferry.installer.facts.Membership;
import io.kubeferry.installer.facts.NodeFacts;
import io.kubeferry.installer.facts.SystemFacts;
import io.kubeferry.installer.phase.Archives;
import io.kubeferry.installer.phase.Target;
import io.kubeferry.installer.reach.Connections;
import io.kubeferry.installer.reach.Connections.Attempt;
import io.kubeferry.installer.site.Node;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.failure.Problem;
import io.kubeferry.manifests.image.Platform;
import java.util.HashMap;
import java.util.HashSet;
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
        SystemFacts system = Samples.system(first);
        NodeFacts node = Samples.bare(first, listeningWithout(system, 6783, "xt_set"));
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
        SystemFacts old = withFirstCgroups(Samples.system(first));
        Facts facts = with(first, Samples.bare(first, old), ClusterFacts.none());
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
        nodes.put("cp-1", Samples.bare(first, withFirstCgroups(nodes.get("cp-1").system())));
        assertEquals(List.of(), Preflight.problems(tolerant, new Facts(nodes, ClusterFacts.none())));
    }

    @Test
    void refusesWhatTheReleaseCannotDo() {
        Target old = Samples.target(Samples.customisedSite(), Samples.kubernetes120());
        List<Problem> problems = Preflight.problems(old, Samples.bare(old.site()));
        assertProblem(problems, "spec.kubernetes.keyAlgorithm", "ECDSA-P256 can be chosen from 1.31 on");
        assertProblem(problems, "spec.network", "only as an alpha feature");
    }

    /** A detail of a machine, whom it is told of, what of it. */
    static Stream<Arguments> details() {
        HostDetails plain = HostDetails.unremarkable();
        return Stream.of(
                Arguments.of(details(plain, Set.of("/opt/cni/bin"), Set.of(), Map.of(), null), "mounted noexec"),
                Arguments.of(
                        details(plain, Set.of(), Set.of("corp.example"), Map.of(), null), "every name has an address"),
                Arguments.of(
                        details(plain, Set.of(), Set.of(), Map.of("10.96.0.0/16", "eth1"), null),
                        "a route to 10.96.0.0/16 by eth1"),
                Arguments.of(
                        details(plain, Set.of(), Set.of(), Map.of("10.192.0.0/10", "eth1"), null),
                        "network 10.244.0.0/16"),
                Arguments.of(
                        details(plain, Set.of(), Set.of(), Map.of(), Set.of("cpu", "cpuset", "devices", "freezer")),
                        "no control group controller cpuacct, memory, pids"));
    }

    private static HostDetails details(
            HostDetails d, Set<String> noexec, Set<String> wildcards, Map<String, String> routes, Set<String> groups) {
        return new HostDetails(
                d.osId(),
                d.osVersion(),
                d.osLike(),
                d.packages(),
                d.macs(),
                d.productUuid(),
                noexec,
                d.selinux(),
                d.firewallZone(),
                wildcards,
                routes,
                groups == null ? d.cgroupControllers() : groups,
                d.clockSynchronised(),
                d.caSince());
    }

    @ParameterizedTest
    @MethodSource("details")
    void refusesSurroundingsThatWouldBreakACluster(HostDetails details, String what) {
        Node first = target.site().firstControlPlane();
        Facts facts = with(first, Samples.bare(first, Samples.system(first).with(details)), ClusterFacts.none());
        List<Problem> problems = Preflight.problems(target, facts);
        assertProblem(problems, "cp-1", what);
        assertEquals(1, problems.size(), problems::toString);
    }

    @Test
    void takesTemporaryFoldersWithoutProgramsAndSaysSo() {
        Node first = target.site().firstControlPlane();
        HostDetails details = details(HostDetails.unremarkable(), Set.of("/tmp"), Set.of(), Map.of(), null);
        Facts facts = with(first, Samples.bare(first, Samples.system(first).with(details)), ClusterFacts.none());
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
        NodeFacts seen = new NodeFacts(
                first.name(),
                Samples.system(first),
                Map.of(),
                Map.of(),
                Map.of("init", 0),
                Map.of(),
                Map.of(),
                Set.of(),
                Set.of("/etc/kubernetes/kubelet.conf", "/var/lib/etcd/member"),
                List.of("undo\t[\"kubeadm\",\"reset\",\"--force\"]"),
                Set.of());
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
        return new NodeFacts(
                node.name(),
                Samples.system(node),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Set.of(),
                loose,
                changes,
                Set.of());
    }

    /** A machine with everything wrong at once that can be wrong together. */
    private static SystemFacts worst(Node node) {
        Map<String, Long> free = new HashMap<>(Samples.system(node).freeBytes());
        free.replaceAll((path, bytes) -> path.equals("/opt/cni/bin") ? 1L << 20 : 3L << 30);
        return new SystemFacts(
                "localhost",
                "CentOS Linux 6",
                Platform.parse("linux/amd64"),
                "2.6.32-754.el6",
                "2.12",
                1,
                1_000_000_000L,
                free,
                1_500_000_000L,
                "machine-of-cp-2",
                Map.of("eth0", Set.of(node.address() + "/29"), "eth1", Set.of("10.0.0.10/24")),
                true,
                Set.of("cp", "find", "modprobe", "mount", "sha256sum", "systemctl", "tar"),
                Set.of(22, 5000, 6443),
                Set.of(),
                Set.of(),
                Map.of(),
                1,
                false,
                false,
                1000,
                Set.of(),
                false,
                "");
    }

    /** With another port in use, and a kernel without a module. */
    private static SystemFacts listeningWithout(SystemFacts s, int port, String module) {
        Set<Integer> listening = new HashSet<>(s.listening());
        listening.add(port);
        Set<String> loadable = new HashSet<>(s.loadableModules());
        loadable.remove(module);
        return new SystemFacts(
                s.hostname(),
                s.osName(),
                s.platform(),
                s.kernel(),
                s.glibc(),
                s.cpus(),
                s.memoryBytes(),
                s.freeBytes(),
                s.epochSeconds(),
                s.machineId(),
                s.interfaces(),
                s.swapOn(),
                s.commands(),
                listening,
                s.modules(),
                loadable,
                s.sysctls(),
                s.cgroupVersion(),
                s.mayRaiseOomScore(),
                s.mayWriteConntrack(),
                s.uid(),
                s.nameservers(),
                s.hasDefaultRoute(),
                s.hostsFile());
    }

    private static SystemFacts withFirstCgroups(SystemFacts s) {
        return new SystemFacts(
                s.hostname(),
                s.osName(),
                s.platform(),
                s.kernel(),
                s.glibc(),
                s.cpus(),
                s.memoryBytes(),
                s.freeBytes(),
                s.epochSeconds(),
                s.machineId(),
                s.interfaces(),
                s.swapOn(),
                s.commands(),
                s.listening(),
                s.modules(),
                s.loadableModules(),
                s.sysctls(),
                1,
                s.mayRaiseOomScore(),
                s.mayWriteConntrack(),
                s.uid(),
                s.nameservers(),
                s.hasDefaultRoute(),
                s.hostsFile());
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
