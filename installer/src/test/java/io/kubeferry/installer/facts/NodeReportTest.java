package io.kubeferry.installer.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.installer.Samples;
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
        SystemFacts system = facts().system();
        assertEquals("Debian GNU/Linux 12 (bookworm)", system.osName());
        assertEquals(Samples.AMD64, system.platform());
        assertEquals("2.36", system.glibc());
        assertEquals(8_192_000_000L, system.memoryBytes());
        assertEquals(1_048_576L, system.freeBytes().get("/var/lib/etcd"));
        assertEquals(Set.of("10.0.0.11/24", "10.0.0.10/32"), system.interfaces().get("eth0"));
        assertEquals("eth0", system.interfaceOf("10.0.0.11").orElseThrow());
        assertTrue(system.swapOn());
        assertEquals(Set.of(22, 6443), system.listening());
        assertEquals(Set.of("overlay"), system.modules());
        assertEquals(Set.of("br_netfilter"), system.loadableModules());
        assertEquals(1, system.cgroupVersion());
        assertFalse(system.mayRaiseOomScore());
        assertTrue(system.mayWriteConntrack());
        assertEquals(Set.of("10.0.0.2"), system.nameservers());
        assertEquals("127.0.0.1 localhost\n10.0.0.11\tcp-1\n", system.hostsFile());
    }

    @Test
    void readsWhatSetsTheMachineApart() throws IOException {
        assertEquals(
                new HostDetails(
                        "rocky",
                        "9.4",
                        Set.of("rhel", "centos", "fedora"),
                        Set.of("bash", "iproute"),
                        Map.of("eth0", "02:4b:00:00:00:0b"),
                        "4c4c4544-0038",
                        Set.of("/tmp"),
                        "enforcing",
                        "public",
                        Set.of("corp.example"),
                        Map.of("10.0.0.0/24", "eth0"),
                        Set.of("cpu", "memory"),
                        true,
                        1_794_000_000L),
                facts().system().details());
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
