package io.kubeferry.installer.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.installer.Samples;
import io.kubeferry.installer.machine.Capacity;
import io.kubeferry.installer.machine.Machine;
import io.kubeferry.installer.machine.Networking;
import io.kubeferry.installer.machine.OperatingSystem;
import io.kubeferry.installer.machine.Protection;
import io.kubeferry.manifests.content.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NodeReportTest {
    private static final Digest DIGEST = new Digest("5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03");

    private static NodeFacts facts() throws IOException {
        return NodeReport.parse(Files.readString(Path.of("src/test/resources/facts/observe.txt")))
                .facts("cp-1");
    }

    @Test
    void readsTheMachine() throws IOException {
        Machine machine = facts().machine();
        assertEquals(new Capacity(2, 8_192_000_000L, true, true), machine.capacity());
        assertEquals(1_048_576L, machine.storage().freeBytes().get("/var/lib/etcd"));
        assertEquals(4_194_304L, machine.storage().totalBytes().get("/var/lib/etcd"));
        assertEquals(Set.of("/tmp"), machine.storage().noexec());
        assertEquals(
                Map.of("/var/lib/containerd", "XFS with ftype=0"),
                machine.storage().withoutLayers());
        assertEquals(Map.of("/var/lib/etcd", "/data/etcd"), machine.storage().links());
        assertEquals(Set.of("overlay"), machine.kernel().modules());
        assertEquals(Set.of("br_netfilter"), machine.kernel().loadableModules());
        assertEquals(1, machine.kernel().cgroupVersion());
        assertEquals(Set.of("cpu", "memory"), machine.kernel().cgroupControllers());
        assertEquals("4c4c4544-0038", machine.identity().productUuid());
        assertEquals(1_794_000_000L, machine.clock().caSince());
        assertTrue(machine.clock().synchronised());
    }

    @Test
    void readsTheOperatingSystemAndWhatItAllows() throws IOException {
        Machine machine = facts().machine();
        OperatingSystem system = machine.system();
        assertEquals("Debian GNU/Linux 12 (bookworm)", system.name());
        assertEquals("rocky 9.4", system.id() + " " + system.version());
        assertEquals(Set.of("rhel", "centos", "fedora"), system.like());
        assertEquals(Samples.AMD64, system.platform());
        assertEquals("2.36", system.glibc());
        assertEquals(Set.of("bash", "iproute"), system.packages());
        assertEquals(new Protection(0, false, true, "enforcing", "public", Set.of("ufw")), machine.protection());
    }

    @Test
    void readsTheNetworkThatTheMachineIsIn() throws IOException {
        Networking network = facts().machine().network();
        assertEquals(
                Set.of("10.0.0.11/24", "10.0.0.10/32"), network.interfaces().get("eth0"));
        assertEquals("eth0", network.interfaceOf("10.0.0.11").orElseThrow());
        assertEquals(Map.of("eth0", "02:4b:00:00:00:0b"), network.macs());
        assertEquals(Map.of("10.0.0.0/24", "eth0"), network.routes());
        assertEquals(Set.of(22, 6443), network.listening());
        assertEquals(Set.of(68), network.listeningUdp());
        assertEquals("eth1", network.defaultDevice());
        assertEquals(Set.of("10.0.0.2"), network.nameservers());
        assertEquals(Set.of("corp.example"), network.wildcardDomains());
        assertEquals("127.0.0.1 localhost\n10.0.0.11\tcp-1\n", network.hostsFile());
    }

    @Test
    void readsWhatKubeferryPutThere() throws IOException {
        NodeFacts facts = facts();
        assertEquals(Map.of("/usr/local/bin/kubelet", DIGEST), facts.files());
        assertEquals("stale/enabled", facts.services().get("kubelet"));
        assertTrue(facts.completed("init"));
        assertFalse(facts.completed("join"));
        assertEquals(Map.of(DIGEST.hex(), 1234L), facts.registryBlobs());
        assertEquals(
                Map.of(
                        "docker/registry/v2/repositories/k8s.gcr.io/pause/_manifests/tags/3.2/current/link",
                        DIGEST.toString()),
                facts.registryLinks());
        assertEquals(Set.of("k8s.gcr.io/pause:3.2"), facts.images());
        assertEquals(Set.of("/etc/hosts"), facts.originals());
    }

    @Test
    void takesOnlyFilesOutsideTheRecordForLooseOnes() throws IOException {
        assertEquals(Set.of("/etc/kubernetes/kubelet.conf"), facts().loose());
    }

    @Test
    void readsTheRecordOfChanges() throws IOException {
        Changes changes = new Changes(facts().changes());
        assertEquals(List.of("/usr/local/bin/kubelet", "/etc/hosts"), changes.files());
        assertEquals(List.of(List.of("kubeadm", "reset", "--force")), changes.undos());
    }

    @Test
    void refusesAReportThatBreaksOff() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> NodeReport.parse("hostname\tcp-1\nos\tDeb"));
        assertTrue(e.getMessage().contains("breaks off after 2 lines"), e.getMessage());
    }
}
