package io.kubeferry.installer.preflight;

import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.Membership;
import io.kubeferry.installer.machine.Kernel;
import io.kubeferry.installer.machine.Machine;
import io.kubeferry.installer.machine.Networking;
import io.kubeferry.installer.site.Cidr;
import io.kubeferry.installer.site.ClusterNetwork;
import io.kubeferry.installer.site.Node;
import io.kubeferry.manifests.failure.Problems;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the machine's surroundings would do to a cluster: names, routes, name servers, control groups. */
final class SurroundingsCheck implements Check {
    /** Without these the kubelet does not start (kubeadm's own list, with what cgroups' second version always has). */
    private static final Set<String> CONTROLLERS =
            Set.of("cpu", "cpuacct", "cpuset", "devices", "freezer", "memory", "pids");

    @Override
    public void check(Target target, Facts facts, Problems problems) {
        Membership membership = new Membership(target.site(), facts);
        for (Node node : target.site().nodes()) {
            Machine machine = facts.node(node.name()).machine();
            checkLocalhost(node, machine.network(), problems);
            checkDomains(node, machine.network(), problems);
            checkControllers(node, machine.kernel(), problems);
            // Where something of ours is already, so may be its routes.
            if (!membership.begun(node) && facts.node(node.name()).changes().isEmpty()) {
                checkRoutes(node, machine.network(), target.site().network(), problems);
            }
        }
    }

    /** kubeadm asks the kubelet on this machine by that name, and there is nobody else to tell its address. */
    private static void checkLocalhost(Node node, Networking machine, Problems problems) {
        boolean known = machine.hostsFile()
                .lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> line.startsWith("127.0.0.1") || line.startsWith("::1"))
                .anyMatch(line -> Arrays.asList(line.split("\\s+")).contains("localhost"));
        if (!known) {
            problems.add(
                    node.name(),
                    "its /etc/hosts has no line for localhost",
                    "add the line '127.0.0.1 localhost' there");
        }
    }

    private static void checkDomains(Node node, Networking machine, Problems problems) {
        for (String domain : new TreeSet<>(machine.wildcardDomains())) {
            problems.add(
                    node.name(),
                    "its resolv.conf searches " + domain
                            + ", where every name has an address: pods would find strangers"
                            + " under names of the cluster",
                    "take " + domain + " out of 'search' in resolv.conf, or the wildcard out of that domain");
        }
    }

    private static void checkControllers(Node node, Kernel kernel, Problems problems) {
        Set<String> missing = new TreeSet<>(CONTROLLERS);
        missing.removeAll(kernel.cgroupControllers());
        if (!missing.isEmpty()) {
            problems.add(
                    node.name(),
                    "the kernel has no control group controller " + String.join(", ", missing),
                    "take cgroup_disable=… off the kernel's command line, add cgroup_enable=memory where memory is"
                            + " missing, and boot it again");
        }
    }

    private static void checkRoutes(Node node, Networking machine, ClusterNetwork network, Problems problems) {
        List<Cidr> own = Stream.concat(network.podRanges().stream(), network.serviceRanges().stream())
                .toList();
        machine.routes()
                .forEach((destination, device) -> own.stream()
                        .filter(range -> overlaps(range, destination))
                        .forEach(range -> problems.add(
                                node.name(),
                                "it has a route to " + destination + " by " + device
                                        + ", which overlaps the cluster's network " + range,
                                "choose other networks for the cluster, or remove the route")));
    }

    private static boolean overlaps(Cidr range, String destination) {
        try {
            return Cidr.around(destination).overlaps(range);
        } catch (IllegalArgumentException e) {
            return false; // a blackhole or another kind that has no range
        }
    }
}
