package io.kubeferry.installer.phase.prepare;

import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.NodeFacts;
import io.kubeferry.installer.machine.Networking;
import io.kubeferry.installer.phase.Actions;
import io.kubeferry.installer.phase.Phase;
import io.kubeferry.installer.phase.Wanted;
import io.kubeferry.installer.plan.Action;
import io.kubeferry.installer.plan.Action.Place;
import io.kubeferry.installer.plan.PhasePlan;
import io.kubeferry.installer.plan.PhasePlan.Order;
import io.kubeferry.installer.plan.PlannedFile;
import io.kubeferry.installer.plan.Step;
import io.kubeferry.installer.service.Units;
import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Kernel modules, kernel settings and names: what a cluster wants of a machine. Each is in a file as well, so that it is
 * there again after a power cut.
 */
public final class PrepareMachines implements Phase {
    /** kube-proxy sets the second one's limits before it writes a rule, and ends where it is not loaded. */
    static final List<String> MODULES = List.of("br_netfilter", "nf_conntrack", "overlay");

    private static final String MODULES_FILE = "/etc/modules-load.d/kubeferry.conf";
    /** Read last of all at a boot: a later file of the host's own (99-sysctl.conf) would win otherwise. */
    private static final String SETTINGS_FILE = "/etc/sysctl.d/99-zz-kubeferry.conf";

    private static final String RESOLVER_FILE = "/etc/kubeferry/resolv.conf";

    @Override
    public PhasePlan plan(Target target, Facts facts) {
        List<Step> steps = target.site().nodes().stream()
                .map(node -> new Step(node.name(), prepare(target.site(), node, facts.node(node.name()))))
                .toList();
        return new PhasePlan("PrepareMachines", Order.ALL_NODES, steps);
    }

    private static Map<String, String> settings(Site site) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "net.bridge.bridge-nf-call-ip6tables", "1",
                "net.bridge.bridge-nf-call-iptables", "1",
                "net.ipv4.ip_forward", "1"));
        if (site.network().podIpv6().isPresent()) {
            settings.put("net.ipv6.conf.all.forwarding", "1");
        }
        return settings;
    }

    /** The file that pods get their DNS settings from, where the machine itself knows no name server. */
    public static Optional<String> resolver(Networking network) {
        return network.nameservers().isEmpty() ? Optional.of(RESOLVER_FILE) : Optional.empty();
    }

    private static List<Action> prepare(Site site, Node node, NodeFacts facts) {
        List<Action> actions = new ArrayList<>();
        List<PlannedFile> missing =
                Wanted.missing(facts, files(site, node, facts.machine().network()));
        List<PlannedFile> files = new ArrayList<>(missing);
        HostNames names = new HostNames(site, node);
        if (!names.areKnownTo(facts.machine().network().hostsFile())) {
            files.add(PlannedFile.text(
                    "/etc/hosts", names.addedTo(facts.machine().network().hostsFile())));
        }
        if (!files.isEmpty()) {
            actions.add(new Place("kernel modules, kernel settings and names", files));
        }
        MODULES.stream()
                .filter(module -> !facts.machine().kernel().modules().contains(module))
                .forEach(module -> actions.add(
                        Action.Run.of("load the kernel module " + module, Actions.SHORT, "modprobe", module)));
        boolean inForce = facts.machine()
                .kernel()
                .settings()
                .entrySet()
                .containsAll(settings(site).entrySet());
        if (isMissing(missing, SETTINGS_FILE) || !inForce) {
            actions.add(Action.Run.of("apply the kernel settings", Actions.SHORT, "sysctl", "-p", SETTINGS_FILE));
        }
        if (!facts.machine().network().hasDefaultRoute()
                && (isMissing(missing, Units.ROUTES)
                        || !"active/enabled".equals(facts.services().get("kubeferry-routes")))) {
            actions.addAll(Actions.start("kubeferry-routes.service"));
        }
        return actions;
    }

    private static boolean isMissing(List<PlannedFile> missing, String path) {
        return missing.stream().anyMatch(file -> file.path().equals(path));
    }

    private static List<PlannedFile> files(Site site, Node node, Networking network) {
        List<PlannedFile> files = new ArrayList<>();
        files.add(PlannedFile.text(MODULES_FILE, lines(MODULES)));
        files.add(PlannedFile.text(
                SETTINGS_FILE,
                lines(settings(site).entrySet().stream()
                        .map(each -> each.getKey() + " = " + each.getValue())
                        .toList())));
        // CoreDNS does not start without a name server to ask. Nothing listens on this one's port, so it says at once
        // that there is none; the cluster's own names are not asked there.
        resolver(network).ifPresent(file -> files.add(PlannedFile.text(file, "nameserver " + node.address() + "\n")));
        if (!network.hasDefaultRoute()) {
            String services = site.network().serviceRanges().get(0).toString();
            files.add(PlannedFile.text(Units.ROUTES, Units.routes(services, node.address())));
        }
        return files;
    }

    private static String lines(List<String> lines) {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }
}
