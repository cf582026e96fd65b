package io.kubeferry.installer.preflight;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.installer.GoldenFile;
import io.kubeferry.installer.SampleMachine;
import io.kubeferry.installer.Samples;
import io.kubeferry.installer.desired.Addon;
import io.kubeferry.installer.desired.Archives;
import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.ClusterFacts;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.Membership;
import io.kubeferry.installer.facts.NodeFacts;
import io.kubeferry.installer.machine.Capacity;
import io.kubeferry.installer.machine.Machine;
import io.kubeferry.installer.site.Customisation;
import io.kubeferry.installer.site.Customisation.Component;
import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.Site;
import io.kubeferry.installer.trial.Connections;
import io.kubeferry.installer.trial.Connections.Attempt;
import io.kubeferry.installer.trial.DiskSpeeds;
import io.kubeferry.installer.trial.Trials;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.failure.Problem;
import java.time.Duration;
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
                first,
                SampleMachine.of(first).listening(6783).without("openvswitch").build());
        List<Problem> problems = Preflight.problems(weave, with(first, node, ClusterFacts.none()));
        assertProblem(problems, "cp-1", "something listens on TCP port 6783, which the network weave needs");
        assertProblem(problems, "cp-1", "has no module openvswitch");
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

    @Test
    void refusesMorePodsThanANodeHasAddresses() {
        Site site = Samples.customisedSite();
        Customisation wanted = site.customisation();
        Customisation small = new Customisation(
                wanted.apiServer(),
                new Component(Map.of("node-cidr-mask-size-ipv4", "25"), List.of()),
                wanted.scheduler(),
                wanted.etcd(),
                wanted.certificateNames(),
                wanted.keyAlgorithm(),
                wanted.featureGates(),
                wanted.kubeadmFeatureGates(),
                wanted.kubelet(),
                wanted.kubeletConfiguration(),
                wanted.kubeProxyConfiguration(),
                wanted.patches(),
                true);
        Site tight = new Site(
                site.name(),
                site.ssh(),
                site.endpoint(),
                site.etcd(),
                site.network(),
                small,
                site.folders(),
                site.nodes());
        List<Problem> problems =
                Preflight.problems(Samples.target(tight, Samples.kubernetes136()), Samples.bare(tight));
        assertProblem(
                problems, "spec.kubernetes.kubelet.config.maxPods", "the /25 that each node gets has 126 addresses");
    }

    /** A machine in surroundings of some kind, and what is told of it. */
    static Stream<Arguments> surroundings() {
        Node first = Samples.controlPlane(1);
        return Stream.of(
                Arguments.of(SampleMachine.of(first).noexec("/opt/cni/bin"), "mounted noexec"),
                Arguments.of(
                        SampleMachine.of(first).withoutLayers("/var/lib/containerd", "XFS with ftype=0"),
                        "/var/lib/containerd is on a file system (XFS with ftype=0)"),
                Arguments.of(
                        SampleMachine.of(first).withoutLayers("/data/containerd", "nfs"),
                        "/data/containerd is on a file system (nfs) on which containers' layers cannot lie"),
                Arguments.of(
                        SampleMachine.of(first).linked("/var/lib/etcd", "/data/etcd"),
                        "/var/lib/etcd is a symbolic link to /data/etcd"),
                Arguments.of(SampleMachine.of(first).guardedBy("fapolicyd"), "fapolicyd runs, and no rule of it names"),
                Arguments.of(SampleMachine.of(first).guardedBy("ufw"), "ufw is on and forwards nothing"),
                Arguments.of(SampleMachine.of(first).labelled(), "the program restorecon is not there to label"),
                Arguments.of(SampleMachine.of(first).withHosts("127.0.0.1 here\n"), "no line for localhost"),
                Arguments.of(SampleMachine.of(first).listeningUdp(8472), "something has UDP port 8472"),
                Arguments.of(
                        SampleMachine.of(first).set(Map.of("fs.may_detach_mounts", "0")), "fs.may_detach_mounts is 0"),
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
        assertProblem(Remarks.of(target, facts, Trials.none()), "cp-1", "/tmp is mounted noexec");
    }

    @Test
    void tellsWhichMachinesDoNotReachEachOtherAndWhoHasTheVirtualAddress() {
        Connections connections = new Connections(
                List.of(
                        new Attempt("cp-2", "cp-1", "tcp", 2380),
                        new Attempt("cp-2", "cp-1", "tcp", 2379),
                        new Attempt("cp-2", "cp-1", "udp", 8472),
                        new Attempt("cp-1", "192.0.2.7", "tcp", 2379)),
                List.of(),
                Optional.empty(),
                Optional.of("02:00:00:00:00:07"));
        List<Problem> problems =
                Preflight.problems(target, Samples.bare(target.site()), new Trials(connections, DiskSpeeds.none()));
        assertProblem(problems, "cp-2", "does not reach cp-1 (10.0.0.11) on TCP port 2379, 2380");
        assertProblem(problems, "cp-2", "does not reach cp-1 (10.0.0.11) on UDP port 8472, where");
        assertProblem(problems, "cp-1", "does not reach 192.0.2.7 on TCP port 2379");
        assertProblem(problems, "spec.controlPlaneEndpoint.address", "02:00:00:00:00:07 has it already");
    }

    @Test
    void wantsTheCLibraryThatContainerdWasLinkedAgainst() {
        Node first = target.site().firstControlPlane();
        Facts facts = with(
                first,
                Samples.bare(first, SampleMachine.of(first).withGlibc("2.31").build()),
                ClusterFacts.none());
        assertEquals(List.of(), Preflight.problems(target, facts));
        List<Problem> problems = Preflight.problems(Samples.target(target.site(), Samples.kubernetes136()), facts);
        assertProblem(problems, "cp-1", "the machine has glibc 2.31, and containerd 2.3.4 needs 2.34 or later");
        assertEquals(1, problems.size(), problems::toString);
    }

    @Test
    void wantsTheKernelThatKubeadmsReleaseWants() {
        Node first = target.site().firstControlPlane();
        Facts facts = with(
                first,
                Samples.bare(
                        first,
                        SampleMachine.of(first).withKernel("4.18.0-553.el8").build()),
                ClusterFacts.none());
        assertEquals(List.of(), Preflight.problems(target, facts));
        Target strict = Samples.target(
                target.site(),
                Samples.kubernetes(
                        "v1.33.5", "registry.k8s.io", "coredns/coredns:v1.12.0", "3.5.21-0", "3.10", "2.0.6"));
        assertProblem(
                Preflight.problems(strict, facts), "cp-1", "the kernel is 4.18.0-553.el8, kubeadm v1.33.5 wants 4.19");
    }

    @Test
    void asksForIptablesOnlyWhereKubeadmDoes() {
        Node first = target.site().firstControlPlane();
        Machine machine = SampleMachine.of(first)
                .withOnly(
                        "conntrack",
                        "cp",
                        "find",
                        "ip",
                        "losetup",
                        "modprobe",
                        "mount",
                        "nsenter",
                        "sha256sum",
                        "sysctl",
                        "systemctl",
                        "tar")
                .build();
        Facts facts = with(first, Samples.bare(first, machine), ClusterFacts.none());
        assertProblem(Preflight.problems(target, facts), "cp-1", "the program iptables is not there");
        assertEquals(List.of(), Preflight.problems(Samples.target(target.site(), Samples.kubernetes136()), facts));
    }

    @Test
    void refusesADiskThatWouldCostEtcdItsLeaderAndAdvisesAgainstASlowOne() {
        DiskSpeeds disks = new DiskSpeeds(
                Map.of("cp-1", Duration.ofMillis(9), "cp-2", Duration.ofMillis(40), "cp-3", Duration.ofMillis(1400)),
                List.of("cp-4: dd is not there"));
        Trials trials = new Trials(Connections.none(), disks);
        Facts bare = Samples.bare(target.site());
        assertEquals("""
                cp-3: /var/lib/etcd: one in a hundred small writes takes more than 1400 ms to be kept; with more than 1000 ms etcd loses its leader again and again
                  -> give etcd a faster disk, in spec.folders.etcd, or try again when nobody else writes to it
                """, text(Preflight.problems(target, bare, trials)));
        List<Problem> notes = Remarks.of(target, bare, trials);
        assertProblem(notes, "cp-2", "takes more than 40 ms");
        assertProblem(notes, "", "etcd's disk was not measured on cp-4: dd is not there");
        assertTrue(notes.stream().noneMatch(note -> note.where().equals("cp-1")), notes::toString);
    }

    @Test
    void saysWhereSwapIsOffButComesBackAtTheNextBoot() {
        assertEquals(List.of(), swapNotes(false, false));
        assertEquals(List.of(), swapNotes(true, true), "swap in use is refused, and that says the rest");
        assertProblem(swapNotes(false, true), "cp-1", "swap is off, but /etc/fstab has it come back at the next boot");
    }

    private List<Problem> swapNotes(boolean on, boolean atBoot) {
        Node first = target.site().firstControlPlane();
        Machine machine = SampleMachine.of(first)
                .with(new Capacity(4, 8L << 30, on, atBoot))
                .build();
        Facts facts = with(first, Samples.bare(first, machine), ClusterFacts.none());
        return Remarks.of(target, facts, Trials.none());
    }

    @Test
    void saysWhereTheKubeletWouldRemovePodsForWantOfSpace() {
        Node first = target.site().firstControlPlane();
        Machine machine = SampleMachine.of(first).withDisk(10L << 40).build();
        Facts facts = with(first, Samples.bare(first, machine), ClusterFacts.none());
        assertProblem(
                Remarks.of(target, facts, Trials.none()),
                "cp-1",
                "/var/lib/containerd: 10 % of its file system are free");
    }

    @Test
    void saysThatAnAddonMayFindNoNodeOnASiteOfControlPlanesAlone() {
        Addon shop = new Addon("shop", "1.0", List.of());
        Site alone = Samples.site(
                target.site().endpoint(), Samples.controlPlane(1), Samples.controlPlane(2), Samples.controlPlane(3));
        Target full = Samples.withAddons(Samples.target(alone, Samples.kubernetes120()), shop);
        assertProblem(Remarks.of(full, Samples.bare(alone), Trials.none()), "spec.nodes", "shop 1.0 has to tolerate");
        Target roomy = Samples.withAddons(target, shop);
        assertEquals(List.of(), Remarks.of(roomy, Samples.bare(target.site()), Trials.none()));
        assertEquals(
                List.of(),
                Remarks.of(Samples.target(alone, Samples.kubernetes120()), Samples.bare(alone), Trials.none()));
    }

    /** What is found on a machine, and what is told of it. */
    static Stream<Arguments> remains() {
        return Stream.of(
                Arguments.of("/etc/systemd/system/kubelet.service.d/20-proxy.conf", "would change how containerd or"),
                Arguments.of("/etc/cni/net.d/87-podman-bridge.conflist", "pods would get another network"),
                Arguments.of("/var/lib/etcd/lost+found", "kubeadm begins etcd in an empty folder only"));
    }

    @ParameterizedTest
    @MethodSource("remains")
    void refusesAHostThatSomethingElseHasHalfInstalled(String path, String what) {
        Node first = target.site().firstControlPlane();
        List<Problem> problems =
                Preflight.problems(target, with(first, found(first, Set.of(path), List.of()), ClusterFacts.none()));
        assertProblem(problems, "cp-1", "there is " + path);
        assertProblem(problems, "cp-1", what);
        assertEquals(1, problems.size(), problems::toString);
        List<String> ours = List.of("undo\t[\"kubeadm\",\"reset\",\"--force\"]");
        assertEquals(
                List.of(),
                Preflight.problems(target, with(first, found(first, Set.of(path), ours), ClusterFacts.none())));
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
        ClusterFacts cluster =
                new ClusterFacts("cp-1", Map.of("cp-1", "v1.19.7"), Map.of("cp-1", true), Map.of(), Map.of(), Map.of());
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
                .with(new Capacity(1, 1_000_000_000L, true, true))
                .withFree(free)
                .at(1_500_000_000L)
                .withInterfaces(Map.of("eth0", Set.of(node.address() + "/29"), "eth1", Set.of("10.0.0.10/24")))
                .withOnly("cp", "find", "modprobe", "mount", "sha256sum", "systemctl", "tar")
                .listening(5000, 6443)
                .asUser(1000)
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
