package io.kubeferry.installer.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SiteFileTest {
    private static final String GOOD = """
            apiVersion: kubeferry.io/v1alpha1
            kind: Site
            metadata: {name: depot-7}
            spec:
              ssh: {keyFile: id, knownHostsFile: ../known_hosts}
              controlPlaneEndpoint: {address: 10.0.0.10, provider: haproxy}
              network: {podSubnet: 10.244.0.0/16, serviceSubnet: 10.96.0.0/12}
              nodes:
              - {name: cp-1, address: 10.0.0.11, roles: [control-plane]}
              - {name: worker-1, address: 10.0.0.21, roles: [worker]}
            """;

    private final FileSystem files = Jimfs.newFileSystem(Configuration.unix());

    @Test
    void readsASiteAndFillsInWhatIsNotSaid() throws IOException {
        Site site = read(GOOD);
        assertEquals("depot-7", site.name());
        assertEquals(
                new SshAccess("root", 22, files.getPath("/sites/id"), files.getPath("/sites/../known_hosts")),
                site.ssh());
        assertEquals(
                new ControlPlaneEndpoint("10.0.0.10", 6443, ControlPlaneEndpoint.Provider.HAPROXY, 6444),
                site.endpoint());
        assertEquals(new ClusterNetwork("10.244.0.0/16", "10.96.0.0/12", "cluster.local"), site.network());
        assertEquals(
                List.of(
                        new Node("cp-1", "10.0.0.11", Set.of(Role.CONTROL_PLANE)),
                        new Node("worker-1", "10.0.0.21", Set.of(Role.WORKER))),
                site.nodes());
    }

    @Test
    void leavesTheApiServersTheirPortWhereSomethingElseIsTheEndpoint() throws IOException {
        assertEquals(6443, read(GOOD.replace("haproxy", "external")).endpoint().apiServerPort());
        assertEquals(
                6443,
                read(GOOD.replace("provider: haproxy", "port: 8443, provider: haproxy"))
                        .endpoint()
                        .apiServerPort());
    }

    @Test
    void refusesOnePortForHaproxyAndTheApiServers() {
        assertProblem(
                GOOD.replace("provider: haproxy", "provider: haproxy, apiServerPort: 6443"),
                "6:25",
                "both have port 6443");
    }

    @Test
    void tellsAllProblemsAtOnceWithTheirPlaces() {
        String text = GOOD.replace("10.0.0.21", "10.0.0.11")
                .replace("worker-1", "cp-1")
                .replace("10.0.0.10", "10.0.0.11");
        Failure failure = assertThrows(Failure.class, () -> read(text));
        assertEquals(ExitCode.INVALID_INPUT, failure.exitCode());
        assertEquals(
                List.of(
                        "/sites/site.yaml:10:12",
                        "/sites/site.yaml:10:27",
                        "/sites/site.yaml:6:35",
                        "/sites/site.yaml:6:35"),
                failure.problems().stream().map(problem -> problem.where()).toList());
    }

    @Test
    void refusesASiteWithoutControlPlane() {
        assertProblem(GOOD.replace("control-plane]", "worker]"), "9:3", "has no control plane");
    }

    @Test
    void refusesAnEvenNumberOfControlPlanes() {
        assertProblem(GOOD.replace("[worker]", "[control-plane]"), "9:3", "has 2 control planes");
    }

    /** The whole of what a person is told. */
    @Test
    void saysOfEachWhatItIsWhereItStandsAndWhatToDo() {
        assertEquals("""
                /sites/site.yaml:9:3: spec.nodes has 2 control planes, each with an etcd member: etcd survives no more failures with 2 members than with 1
                  -> make it an odd number; any number will do with etcd: {external: …}
                """, told(GOOD.replace("[worker]", "[control-plane]")));
        assertEquals("""
                /sites/site.yaml:7:54: spec.network.serviceSubnet 10.244.128.0/17 overlaps spec.network.podSubnet 10.244.0.0/16
                  -> choose ranges that have no address in common
                """, told(GOOD.replace("10.96.0.0/12", "10.244.128.0/17")));
        assertEquals(
                """
                /sites/site.yaml:10:12: spec.nodes[1].name is 'cp-1', as spec.nodes[0].name is
                  -> give every node its own name
                /sites/site.yaml:10:23: spec.nodes[1].address is '10.0.0.11', as spec.nodes[0].address is
                  -> give every node its own address
                """,
                told(GOOD.replace("worker-1", "cp-1").replace("10.0.0.21", "10.0.0.11"))
                        .replaceFirst("10:2[0-9]", "10:23"));
        assertEquals("""
                /sites/site.yaml:6:35: spec.controlPlaneEndpoint.address is 10.0.0.21, which is spec.nodes[1].address
                  -> choose an address of the same subnet that no machine has
                """, told(GOOD.replace("10.0.0.10,", "10.0.0.21,")));
    }

    private String told(String text) {
        Failure failure = assertThrows(Failure.class, () -> read(text));
        return failure.problems().stream().map(problem -> problem + "\n").collect(Collectors.joining());
    }

    @Test
    void refusesRangesThatOverlap() {
        assertProblem(GOOD.replace("10.96.0.0/12", "10.244.128.0/17"), "7:54", "overlaps spec.network.podSubnet");
    }

    @Test
    void refusesANodeWithinTheClustersOwnRanges() {
        assertProblem(GOOD.replace("10.0.0.21", "10.100.0.1"), "10:31", "within spec.network.serviceSubnet");
    }

    @Test
    void refusesARangeThatNamesAnAddressWithinIt() {
        assertProblem(GOOD.replace("10.244.0.0/16", "10.244.0.1/16"), "7:24", "the range is 10.244.0.0/16");
    }

    @Test
    void refusesANameThatIsNoHostName() {
        assertProblem(GOOD.replace("worker-1", "Worker_1"), "10:12", "'Worker_1'");
    }

    @Test
    void readsPasswordsFromFilesOfTheirOwn() throws IOException {
        Files.createDirectories(files.getPath("/sites"));
        Files.writeString(files.getPath("/sites/login"), "open sesame\nnot this\n");
        Files.writeString(files.getPath("/sites/sudo"), "abracadabra");
        SshAccess ssh = read(GOOD.replace(
                        "keyFile: id",
                        "user: op, passwordFile: login, jump: {address: 192.0.2.1}, sudo: {passwordFile: sudo}"))
                .ssh();
        assertEquals(new SshAccess.Password(new Secret("ssh-password", "open sesame")), ssh.identity());
        assertEquals(Optional.of(new SshAccess.Jump("op", "192.0.2.1", 22)), ssh.jump());
        assertEquals(
                "abracadabra", ssh.sudo().orElseThrow().password().orElseThrow().value());
        assertEquals(false, ssh.toString().contains("sesame") || ssh.toString().contains("abracadabra"));
    }

    @Test
    void refusesAPasswordFileThatIsNotThere() {
        assertProblem(GOOD.replace("keyFile: id", "passwordFile: none"), "5:23", "/sites/none cannot be read");
    }

    @Test
    void refusesTwoWaysToLogInAndNone() {
        assertProblem(GOOD.replace("keyFile: id", "keyFile: id, agent: true"), "5:8", "more than one way");
        assertProblem(GOOD.replace("keyFile: id, ", ""), "5:8", "no way to log in");
    }

    @Test
    void takesAnEtcdOnMachinesOfItsOwnAndAnyNumberOfControlPlanes() throws IOException {
        Site site = read(GOOD.replace("  network:", "  etcd: {external: {nodes: [etcd-1]}}\n  network:")
                        .replace("[worker]", "[control-plane]")
                + "  - {name: etcd-1, address: 10.0.0.31, roles: [etcd]}\n");
        assertEquals(new Etcd.OwnNodes(), site.etcd());
        assertEquals(2, site.controlPlanes().size());
        assertEquals(List.of(), site.workers());
        assertEquals(
                List.of("etcd-1"), site.etcdNodes().stream().map(Node::name).toList());
    }

    @Test
    void refusesAnEtcdWhoseNodesAreNotWhatTheyAreCalled() {
        String text = GOOD.replace("  network:", "  etcd: {external: {nodes: [etcd-1, worker-1]}}\n  network:")
                + "  - {name: etcd-2, address: 10.0.0.31, roles: [etcd, worker]}\n";
        assertProblem(text, "7:29", "no node has that name");
        assertProblem(text, "7:37", "has not the role etcd");
        assertProblem(text, "7:28", "has 2 members");
        assertProblem(text, "12:47", "is not in spec.etcd.external.nodes");
        assertProblem(text, "12:47", "has the role etcd and others");
    }

    @Test
    void refusesARoleOfEtcdWhereThatIsStacked() {
        assertProblem(GOOD.replace("[worker]", "[etcd]"), "10:49", "no etcd of its own is asked for");
    }

    @Test
    void refusesAnExistingEtcdWithoutItsCertificates() throws IOException {
        Files.createDirectories(files.getPath("/sites"));
        Files.writeString(files.getPath("/sites/ca.crt"), "no certificate\n");
        Files.writeString(files.getPath("/sites/client.key"), "no key\n");
        String text = GOOD.replace(
                "  network:",
                "  etcd: {external: {endpoints: [\"https://10.0.0.31:2379\"], caFile: ca.crt, keyFile: client.key}}\n"
                        + "  network:");
        assertProblem(text, "7:68", "holds no certificate in PEM");
        assertProblem(text, "7:20", "lacks the key 'certFile'");
        assertProblem(text, "7:85", "holds no private key");
    }

    @Test
    void refusesBothKindsOfExternalEtcdAtOnceAndNeither() {
        assertProblem(GOOD.replace("  network:", "  etcd: {external: {}}\n  network:"), "7:20", "is a choice");
    }

    @Test
    void givesEachProviderOfTheEndpointThePortsThatItNeeds() throws IOException {
        assertEquals(6444, read(GOOD.replace("haproxy", "nginx")).endpoint().apiServerPort());
        assertEquals(
                8443,
                read(GOOD.replace("haproxy", "kubeVip, port: 8443")).endpoint().apiServerPort());
        assertProblem(GOOD.replace("haproxy", "kubeVip, apiServerPort: 6444"), "6:25", "leaves ports as they are");
        assertProblem(
                GOOD.replace("haproxy", "nginx, apiServerPort: 6443"), "6:25", "nginx stands on the same machines");
    }

    @Test
    void readsWhatASiteWantsOtherwise() throws IOException {
        Files.createDirectories(files.getPath("/sites/patches"));
        Files.writeString(files.getPath("/sites/patches/etcd+json.json"), "[]\n");
        Site site = read(GOOD.replace("  nodes:", """
                ##folders: {etcd: /data/etcd}
                ##kubernetes:
                ##  apiServer:
                ##    extraArgs: {audit-log-maxage: "30"}
                ##    extraVolumes: [{name: logs, hostPath: /var/log/kube, mountPath: /var/log/kube}]
                ##    certSANs: [api.example]
                ##  kubelet: {config: {maxPods: 250, evictionHard: {memory.available: 5%}, tlsCipherSuites: [A, B]}}
                ##  featureGates: {GracefulNodeShutdown: false}
                ##  keyAlgorithm: ECDSA-P256
                ##  patches: patches
                ##  failCgroupV1: false
                ##nodes:
                """.replace("##", "  ").stripTrailing()));
        assertEquals("/data/etcd", site.folders().etcd());
        Customisation read = site.customisation();
        assertEquals(Map.of("audit-log-maxage", "30"), read.apiServer().arguments());
        assertEquals("/var/log/kube", read.apiServer().volumes().get(0).hostPath());
        assertEquals(List.of("api.example"), read.certificateNames());
        assertEquals(
                "{maxPods=250, evictionHard={memory.available=5%}, tlsCipherSuites=[A, B]}",
                read.kubeletConfiguration().toString());
        assertEquals(Map.of("etcd+json.json", "[]\n"), read.patches());
        assertTrue(read.toleratesCgroupV1());
        assertEquals("GracefulNodeShutdown=false", read.featureGatesFlag().orElseThrow());
    }

    @Test
    void refusesSettingsThatFollowFromOthersWithTheReason() {
        String text = GOOD.replace(
                "  nodes:",
                "  kubernetes: {apiServer: {extraArgs: {etcd-servers: x}}, kubelet: {config: {cgroupDriver: cgroupfs}}}\n"
                        + "  nodes:");
        assertProblem(text, "8:54", "not set by hand: it follows from spec.etcd");
        assertProblem(text, "8:92", "both have to agree");
        assertProblem(text.replace("etcd-servers", "etcd-prefix"), "8:53", "where Kubeferry looks for what is in etcd");
        assertProblem(
                GOOD.replace("  nodes:", "  kubernetes: {patches: none}\n  nodes:"),
                "8:25",
                "/sites/none cannot be read");
    }

    @Test
    void takesBothFamiliesOnlyTogether() throws IOException {
        String dual = GOOD.replace("10.244.0.0/16", "\"10.244.0.0/16,fd00:1::/56\"")
                .replace("10.96.0.0/12", "\"10.96.0.0/12,fd00:2::/112\"")
                .replace("10.0.0.11,", "10.0.0.11, ipv6: \"fd00::11\",")
                .replace("10.0.0.21,", "10.0.0.21, ipv6: \"fd00::21\",");
        assertEquals("fd00::21", read(dual).nodes().get(1).ipv6().orElseThrow());
        assertProblem(dual.replace(", ipv6: \"fd00::21\"", ""), "10:5", "has no IPv6 address");
        assertProblem(dual.replace(",fd00:2::/112", ""), "7:68", "have not the same families");
        assertProblem(dual.replace("fd00:2::/112", "fd00:2::/64"), "7:68", "wider than /108");
        assertProblem(dual.replace("fd00::21", "fd00:1::21"), "10:48", "within spec.network.podSubnet");
    }

    @Test
    void refusesAPodRangeWithoutRoomForTheNodes() {
        assertProblem(GOOD.replace("10.244.0.0/16", "10.244.0.0/24"), "7:24", "has room for 1 nodes");
    }

    @Test
    void refusesLabelsThatAKubeletDoesNotStartWith() {
        assertProblem(
                GOOD.replace("[worker]}", "[worker], labels: {node-role.kubernetes.io/worker: \"\"}}"),
                "10:100",
                "its kubelet would not start");
    }

    @Test
    void refusesAnUnknownKeyAndSuggestsTheRightOne() {
        assertProblem(GOOD.replace("podSubnet", "podSubnets"), "7:13", "unknown key 'podSubnets'");
    }

    @Test
    void takesAnExplicitStackedEtcd() throws IOException {
        assertEquals(
                2,
                read(GOOD.replace("  network:", "  etcd: {stacked: {}}\n  network:"))
                        .nodes()
                        .size());
    }

    private void assertProblem(String text, String place, String what) {
        Failure failure = assertThrows(Failure.class, () -> read(text));
        assertEquals(ExitCode.INVALID_INPUT, failure.exitCode());
        boolean found = failure.problems().stream()
                .anyMatch(problem -> problem.where().equals("/sites/site.yaml:" + place)
                        && problem.what().contains(what));
        assertEquals(true, found, () -> "expected " + place + " " + what + " in " + failure.problems());
    }

    private Site read(String text) throws IOException {
        Path file = files.getPath("/sites/site.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return SiteFile.read(file);
    }
}
