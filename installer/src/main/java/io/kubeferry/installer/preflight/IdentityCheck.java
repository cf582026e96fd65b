package io.kubeferry.installer.preflight;

import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.NodeFacts;
import io.kubeferry.installer.facts.SystemFacts;
import io.kubeferry.installer.phase.Target;
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
            checkNode(node, facts.node(node.name()).system(), problems);
        }
        noneTwice(
                facts,
                SystemFacts::machineId,
                "machine id",
                "remove /etc/machine-id on one of them and run systemd-machine-id-setup: it is a copy of the other",
                problems);
        noneTwice(
                facts,
                system -> hardwareAddress(target, system),
                "hardware address",
                "give one of them another: they are copies of one virtual machine",
                problems);
        noneTwice(facts, SystemFacts::hostname, "host name", "run 'hostnamectl set-hostname' on one of them", problems);
    }

    private static void checkNode(Node node, SystemFacts system, Problems problems) {
        if (system.interfaceOf(node.address()).isEmpty()) {
            problems.add(
                    node.name(),
                    "no interface of the machine has the address " + node.address() + "; it has " + system.interfaces(),
                    "correct the address in the site's file or on the machine");
        }
        node.ipv6()
                .filter(second -> system.interfaceOf(second).isEmpty())
                .ifPresent(second -> problems.add(
                        node.name(),
                        "no interface of the machine has the address " + second + "; it has " + system.interfaces(),
                        "correct ipv6 in the site's file, or give the machine the address"));
        boolean named =
                system.hostname().equals(node.name()) || system.hostname().startsWith(node.name() + ".");
        if (!named) {
            problems.add(
                    node.name(),
                    "the machine's host name is '" + system.hostname() + "'",
                    "run 'hostnamectl set-hostname " + node.name() + "' there, or give the node that name in the"
                            + " site's file");
        }
    }

    /** Of the interface that a node's address is on; empty where that is not known. */
    private static String hardwareAddress(Target target, SystemFacts system) {
        return target.site().nodes().stream()
                .flatMap(node -> system.interfaceOf(node.address()).stream())
                .map(device -> system.details().macs().getOrDefault(device, ""))
                .findFirst()
                .orElse("");
    }

    private static void noneTwice(
            Facts facts, Function<SystemFacts, String> value, String what, String next, Problems problems) {
        Map<String, String> seen = new TreeMap<>();
        for (NodeFacts node : facts.nodes().values()) {
            String own = value.apply(node.system());
            String before = own.isEmpty() ? null : seen.putIfAbsent(own, node.node());
            if (before != null) {
                problems.add(node.node(), "its " + what + " '" + own + "' is also " + before + "'s", next);
            }
        }
    }
}
