package io.kubeferry.installer.phase.runtime;

import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.desired.Tools;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.NodeFacts;
import io.kubeferry.installer.phase.Actions;
import io.kubeferry.installer.phase.Phase;
import io.kubeferry.installer.phase.Wanted;
import io.kubeferry.installer.plan.Action;
import io.kubeferry.installer.plan.Action.Place;
import io.kubeferry.installer.plan.PhasePlan;
import io.kubeferry.installer.plan.PhasePlan.Order;
import io.kubeferry.installer.plan.PlannedFile;
import io.kubeferry.installer.plan.Step;
import io.kubeferry.installer.service.ContainerdConfig;
import io.kubeferry.installer.service.RegistryHosts;
import io.kubeferry.installer.service.Units;
import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.Site;
import io.kubeferry.manifests.content.Digest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** containerd, runc and the CNI plugins, with every upstream registry's name leading to the site's own registries. */
public final class InstallRuntime implements Phase {
    private static final Set<String> CONTAINERD_PROGRAMS = Set.of("containerd", "containerd-shim-runc-v2", "ctr");
    private static final String UNIT = "containerd.service";

    @Override
    public PhasePlan plan(Target target, Facts facts) {
        Optional<Digest> authority = AuthorityFiles.known(target.site(), facts);
        List<Step> steps = target.site().nodes().stream()
                .map(node -> new Step(node.name(), install(target, node, facts.node(node.name()), authority)))
                .toList();
        return new PhasePlan("InstallRuntime", Order.ALL_NODES, steps);
    }

    private static List<Action> install(Target target, Node node, NodeFacts facts, Optional<Digest> authority) {
        List<Action> actions = new ArrayList<>();
        List<PlannedFile> missing = new ArrayList<>(Wanted.missing(facts, files(target, node, facts)));
        if (!AuthorityFiles.isCurrent(facts, RegistryHosts.CA, authority)) {
            missing.add(AuthorityFiles.certificate(RegistryHosts.CA));
        }
        if (!missing.isEmpty()) {
            actions.add(new Place("containerd, runc, CNI plugins and the way to the site's registries", missing));
            actions.addAll(Actions.relabel(facts, missing));
        }
        boolean changed = missing.stream().anyMatch(InstallRuntime::isReadAtStart);
        if (changed || !"active/enabled".equals(facts.services().get("containerd"))) {
            actions.addAll(Actions.start(UNIT));
            actions.add(Actions.await("wait until containerd answers", Actions.SHORT, "ctr", "version"));
        }
        return actions;
    }

    /** Plugins are run, and hosts.toml files are read, each time they are needed. */
    private static boolean isReadAtStart(PlannedFile file) {
        return !file.path().startsWith(RegistryHosts.FOLDER) && !file.path().startsWith("/opt/cni/");
    }

    private static List<PlannedFile> files(Target target, Node node, NodeFacts facts) {
        Tools tools = new Tools(target, facts.platform());
        String version = target.kubernetes().toolVersion("containerd");
        List<PlannedFile> files = new ArrayList<>();
        files.addAll(tools.programs("containerd", "/usr/local/bin", CONTAINERD_PROGRAMS::contains));
        files.add(tools.program("runc", "/usr/local/sbin/runc"));
        files.addAll(tools.programs("cni-plugins", "/opt/cni/bin", InstallRuntime::isPlugin));
        files.add(PlannedFile.text(
                "/etc/containerd/config.toml",
                ContainerdConfig.of(
                        version,
                        target.kubernetes().image("pause").toString(),
                        facts.machine().protection().mayRaiseOomScore(),
                        target.site().folders().containerd())));
        files.add(PlannedFile.text(Units.CONTAINERD, Units.containerd()));
        files.addAll(registryHosts(target, node, version));
        return files;
    }

    /** The archive also holds its licence and a README. */
    private static boolean isPlugin(String name) {
        return name.equals(name.toLowerCase(Locale.ROOT)) && !name.contains(".");
    }

    private static List<PlannedFile> registryHosts(Target target, Node node, String version) {
        RegistryHosts hosts = new RegistryHosts(registriesFor(target.site(), node), version);
        Set<String> upstreams = target.bundle().images().stream()
                .map(image -> image.reference().registry())
                .collect(Collectors.toCollection(TreeSet::new));
        List<PlannedFile> files = new ArrayList<>();
        upstreams.forEach(each -> files.add(PlannedFile.text(RegistryHosts.path(each), hosts.carried(each))));
        files.add(PlannedFile.text(RegistryHosts.path("_default"), hosts.unknown()));
        return files;
    }

    /** A control plane asks its own registry first; the workers begin with different ones, so that all have work. */
    private static List<String> registriesFor(Site site, Node node) {
        List<String> addresses =
                new ArrayList<>(site.controlPlanes().stream().map(Node::address).toList());
        int own = addresses.indexOf(node.address());
        int first = own >= 0 ? own : site.nodes().indexOf(node) % addresses.size();
        Collections.rotate(addresses, -first);
        return addresses;
    }
}
