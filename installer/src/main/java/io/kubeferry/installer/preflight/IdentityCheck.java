package io.kubeferry.installer.preflight;

import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.NodeFacts;
import io.kubeferry.installer.machine.Machine;
import io.kubeferry.installer.machine.Networking;
import io.kubeferry.installer.site.Node;
import io.kubeferry.manifests.failure.Problems;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Whether each machine is the one that the site's file means, and none of them is another's copy. */
final class IdentityCheck implements Check {
    @Override
    public void check(Target target, Facts facts, Problems problems) {
        for (Node node : target.site().nodes()) {
            checkNode(node, facts.node(node.name()).machine(), problems);
        }
        noneTwice(
                facts,
                machine -> machine.identity().machineId(),
                "machine id",
                "remove /etc/machine-id on one of them and run systemd-machine-id-setup: it is a copy of the other",
                problems);
        noneTwice(
                facts,
                machine -> hardwareAddress(target, machine.network()),
                "hardware address",
                "give one of them another: they are copies of one virtual machine",
                problems);
        noneTwice(
                facts,
                machine -> machine.identity().hostname(),
                "host name",
                "run 'hostnamectl set-hostname' on one of them",
                problems);
    }

    private static void checkNode(Node node, Machine machine, Problems problems) {
        Networking network = machine.network();
        if (network.interfaceOf(node.address()).isEmpty()) {
            problems.add(
                    node.name(),
                    "no interface of the machine has the address " + node.address() + "; it has "
                            + network.interfaces(),
                    "correct the address in the site's file or on the machine");
        }
        node.ipv6()
                .filter(second -> network.interfaceOf(second).isEmpty())
                .ifPresent(second -> problems.add(
                        node.name(),
                        "no interface of the machine has the address " + second + "; it has " + network.interfaces(),
                        "correct ipv6 in the site's file, or give the machine the address"));
        String hostname = machine.identity().hostname();
        boolean named = hostname.equals(node.name()) || hostname.startsWith(node.name() + ".");
        if (!named) {
            problems.add(
                    node.name(),
                    "the machine's host name is '" + hostname + "'",
                    "run 'hostnamectl set-hostname " + node.name() + "' there, or give the node that name in the"
                            + " site's file");
        }
    }

    /** Of the interface that a node's address is on; empty where that is not known. */
    private static String hardwareAddress(Target target, Networking network) {
        return target.site().nodes().stream()
                .flatMap(node -> network.interfaceOf(node.address()).stream())
                .map(device -> network.macs().getOrDefault(device, ""))
                .findFirst()
                .orElse("");
    }

    private static void noneTwice(
            Facts facts, Function<Machine, String> value, String what, String next, Problems problems) {
        Map<String, String> seen = new TreeMap<>();
        for (NodeFacts node : facts.nodes().values()) {
            String own = value.apply(node.machine());
            String before = own.isEmpty() ? null : seen.putIfAbsent(own, node.node());
            if (before != null) {
                problems.add(node.node(), "its " + what + " '" + own + "' is also " + before + "'s", next);
            }
        }
    }
}
