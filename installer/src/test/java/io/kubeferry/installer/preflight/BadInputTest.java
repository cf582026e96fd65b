package io.kubeferry.installer.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kubeferry.installer.SampleMachine;
import io.kubeferry.installer.Samples;
import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.ClusterFacts;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.NodeFacts;
import io.kubeferry.installer.machine.Machine;
import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.trial.Connections;
import io.kubeferry.installer.trial.DiskSpeeds;
import io.kubeferry.installer.trial.Trials;
import io.kubeferry.manifests.failure.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What people get wrong, and the whole of what they are told. */
class BadInputTest {
    private final Target target = Samples.target(Samples.site(), Samples.kubernetes120());
    private final Node first = target.site().firstControlPlane();

    private String told(Target wanted, Facts facts) {
        return told(Preflight.problems(wanted, facts));
    }

    private static String told(List<Problem> problems) {
        return problems.stream().map(problem -> problem + "\n").collect(Collectors.joining());
    }

    private Facts with(Machine machine) {
        return with(Samples.bare(first, machine));
    }

    private Facts with(NodeFacts node) {
        Map<String, NodeFacts> nodes = new TreeMap<>(Samples.bare(target.site()).nodes());
        nodes.put("cp-1", node);
        return new Facts(nodes, ClusterFacts.none());
    }

    @Test
    void theVirtualAddressIsOutsideOfTheSubnet() {
        Machine machine = SampleMachine.of(first)
                .withInterfaces(Map.of("eth0", Set.of("10.0.0.11/29"), "eth1", Set.of("192.168.7.2/24")))
                .build();
        Target elsewhere = Samples.target(Samples.siteWithEndpoint("10.0.0.200"), Samples.kubernetes120());
        assertEquals("""
                cp-1: its address 10.0.0.11 is in 10.0.0.8/29, the endpoint's address 10.0.0.200 is not: it could not move there
                  -> choose an endpoint's address in the control planes' subnet, or an external endpoint
                """, told(elsewhere, with(machine)));
    }

    @Test
    void theVirtualAddressIsTakenByANodeOrByAStranger() {
        Machine machine = SampleMachine.of(first)
                .withInterfaces(Map.of("eth0", Set.of("10.0.0.11/24", "10.0.0.10/24")))
                .build();
        assertEquals("""
                cp-1: it has the address 10.0.0.10, which is to be the cluster's virtual one
                  -> take the address from the machine, or choose a free one for the endpoint
                """, told(target, with(machine)));
        Connections taken = new Connections(List.of(), List.of(), Optional.empty(), Optional.of("02:00:00:00:00:07"));
        assertEquals(
                """
                spec.controlPlaneEndpoint.address: 10.0.0.10 is to be the cluster's virtual address, and a machine with the hardware address 02:00:00:00:00:07 has it already
                  -> take it from that machine, or choose an address that nobody has
                """,
                told(Preflight.problems(target, Samples.bare(target.site()), new Trials(taken, DiskSpeeds.none()))));
    }

    @Test
    void aNodeAnswersWithAnotherHostName() {
        assertEquals(
                """
                cp-1: the machine's host name is 'db-4'
                  -> run 'hostnamectl set-hostname cp-1' there, or give the node that name in the site's file
                """, told(target, with(SampleMachine.of(first).named("db-4").build())));
    }

    @Test
    void aHostWasHalfInstalledBySomethingElse() {
        NodeFacts node = Samples.found(
                first,
                Samples.machine(first),
                Map.of(),
                Set.of("/usr/bin/kubelet", "/etc/kubernetes/kubelet.conf"),
                List.of());
        assertEquals("""
                cp-1: there is /usr/bin/kubelet, which Kubeferry did not bring
                  -> remove it with the package it came with: two of them would fight over the machine's containers
                cp-1: the machine is, or was, a member of a cluster that Kubeferry did not make: there are [/etc/kubernetes/kubelet.conf, /usr/bin/kubelet]
                  -> if nobody needs it any more, run 'kubeadm reset' there and remove what it names
                """, told(target, with(node)));
    }

    @Test
    void theNetworkOfTheBundleCannotTakeThePodsRange() {
        Target fixed = Samples.withNetwork(
                target, "flannel", "v0.14.0", Samples.flannelManifest().replace("\"Network\"", "\"Range\""));
        assertEquals("""
                Flannel's manifest:7:18: net-conf.json: it does not have its "Network" in plain text
                  -> correct the manifest, or take another one
                """, told(fixed, Samples.bare(target.site())));
    }

    @Test
    void theClusterWasBegunWithAnotherRangeForPods() {
        ClusterFacts cluster = new ClusterFacts(
                "cp-1",
                Map.of("cp-1", "v1.20.2"),
                Map.of("cp-1", true),
                Map.of(),
                Map.of("cp-1", Set.of("10.32.0.0/24")),
                Map.of());
        assertEquals("""
                spec.network.podSubnet: it is 10.244.0.0/16, and the cluster's nodes give their pods addresses of 10.32.0.0/24
                  -> write the range that the cluster was begun with: it cannot be changed afterwards
                """, told(target, new Facts(Samples.bare(target.site()).nodes(), cluster)));
    }
}
