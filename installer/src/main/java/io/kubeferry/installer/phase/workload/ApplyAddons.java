package io.kubeferry.installer.phase.workload;

import io.kubeferry.installer.desired.Addon;
import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.ClusterFacts;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.Membership;
import io.kubeferry.installer.facts.NodeFacts;
import io.kubeferry.installer.phase.Actions;
import io.kubeferry.installer.phase.Phase;
import io.kubeferry.installer.phase.Wanted;
import io.kubeferry.installer.plan.Action;
import io.kubeferry.installer.plan.Action.Place;
import io.kubeferry.installer.plan.Action.Run;
import io.kubeferry.installer.plan.PhasePlan;
import io.kubeferry.installer.plan.PhasePlan.Order;
import io.kubeferry.installer.plan.PlannedFile;
import io.kubeferry.installer.plan.Step;
import io.kubeferry.manifests.kubernetes.ManifestObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The bundle's add-ons in their declared order; the next one begins when the one before runs. What was applied is recorded
 * last, so that an add-on that was interrupted is applied again: the server takes the same manifest any number of times.
 */
public final class ApplyAddons implements Phase {
    private static final String FOLDER = "/etc/kubeferry/addons/";

    /** For everything of one add-on to run, images pulled from the site's registry. */
    private static final Duration READY_LIMIT = Duration.ofMinutes(10);

    /** For an API or a webhook that a manifest before has brought to answer. */
    private static final Duration AGAIN_FOR = Duration.ofMinutes(2);

    private static final String ESTABLISHED_LIMIT = "60s";
    private static final Set<String> THERE_BY_THEMSELVES =
            Set.of("default", "kube-node-lease", "kube-public", "kube-system");

    @Override
    public PhasePlan plan(Target target, Facts facts) {
        String leader = new Membership(target.site(), facts).leader().name();
        List<Step> steps = target.addons().stream()
                .map(addon -> new Step(leader, bring(addon, target, facts.node(leader), facts.cluster())))
                .toList();
        return new PhasePlan("ApplyAddons", Order.ONE_BY_ONE, steps);
    }

    private static List<Action> bring(Addon addon, Target target, NodeFacts leader, ClusterFacts cluster) {
        List<PlannedFile> files = files(addon, target);
        PlannedFile record = record(addon, files);
        List<PlannedFile> missing = Wanted.missing(leader, files);
        Map<String, Boolean> seen = cluster.workloads();
        List<String> workloads = Workloads.of(addon.objects());
        // A cluster that does not answer now may well have its add-ons: the record says that they were applied.
        boolean gone = cluster.exists() && !seen.keySet().containsAll(workloads);
        if (missing.isEmpty() && Wanted.missing(leader, List.of(record)).isEmpty() && !gone) {
            boolean ready = workloads.stream().allMatch(each -> seen.getOrDefault(each, false));
            return cluster.exists() && !ready ? List.of(awaitReady(addon)) : List.of();
        }
        List<Action> actions = new ArrayList<>();
        if (!missing.isEmpty()) {
            actions.add(new Place("the manifests of " + addon.title(), missing));
        }
        actions.addAll(namespaces(addon));
        for (int i = 0; i < files.size(); i++) {
            actions.addAll(apply(
                    addon,
                    addon.manifests().get(i),
                    arguments(target, files.get(i).path())));
        }
        actions.add(awaitReady(addon));
        actions.add(new Place("the record of " + addon.title(), List.of(record)));
        return actions;
    }

    private static List<PlannedFile> files(Addon addon, Target target) {
        List<PlannedFile> files = new ArrayList<>();
        for (Addon.Manifest manifest : addon.manifests()) {
            String path = FOLDER + addon.name() + "/" + (files.size() + 1) + ".yaml";
            files.add(PlannedFile.text(path, SiteAddons.manifest(addon, manifest.text(), target.site())));
        }
        return files;
    }

    private static PlannedFile record(Addon addon, List<PlannedFile> files) {
        StringBuilder text = new StringBuilder("applied: \"" + addon.title() + "\"\nmanifests:\n");
        for (PlannedFile file : files) {
            text.append("- \"").append(Wanted.digestOf(file)).append("\"\n");
        }
        return PlannedFile.text(FOLDER + addon.name() + "/applied", text.toString());
    }

    /** Before everything else: not every manifest brings its own, nor first of all. */
    private static List<Action> namespaces(Addon addon) {
        Set<String> names = new TreeSet<>();
        for (ManifestObject object : addon.objects()) {
            Stream.of(object.namespace(), object.kind().equals("Namespace") ? object.name() : "")
                    .filter(name -> !name.isEmpty() && !THERE_BY_THEMSELVES.contains(name))
                    .forEach(names::add);
        }
        if (names.isEmpty()) {
            return List.of();
        }
        String[] argv = Actions.script("make-namespaces.sh", names.toArray(String[]::new));
        return List.of(Run.of("make the namespaces of " + addon.title(), Actions.SHORT, argv));
    }

    /**
     * The arguments of the script. Before 1.22 the server does not take a Service whose ports name no protocol, as many do;
     * the client then applies what the server refuses.
     */
    private static List<String> arguments(Target target, String file) {
        String seconds = Long.toString(AGAIN_FOR.toSeconds());
        boolean young = target.kubernetes().version().isAtLeast(1, 22);
        return young ? List.of(seconds, file) : List.of(seconds, file, "or-by-client");
    }

    /** Again for a while: what a manifest before has brought may need a moment until it answers. */
    private static List<Action> apply(Addon addon, Addon.Manifest manifest, List<String> arguments) {
        List<Action> actions = new ArrayList<>();
        String what = addon.manifests().size() == 1 ? addon.title() : addon.title() + ", " + arguments.get(1);
        actions.add(Run.of(
                "apply " + what, Actions.LONG, Actions.script("apply-manifest.sh", arguments.toArray(String[]::new))));
        List<String> definitions = manifest.objects().stream()
                .filter(object -> object.kind().equals("CustomResourceDefinition"))
                .map(object -> "customresourcedefinition/" + object.name())
                .toList();
        if (!definitions.isEmpty()) {
            List<String> wait = new ArrayList<>(
                    List.of("wait", "--for", "condition=Established", "--timeout=" + ESTABLISHED_LIMIT));
            wait.addAll(definitions);
            actions.add(Actions.kubectl(
                    "wait until the definitions of " + what + " are established",
                    Actions.LONG,
                    wait.toArray(String[]::new)));
        }
        return actions;
    }

    private static Run awaitReady(Addon addon) {
        List<String> arguments = new ArrayList<>(List.of(Long.toString(READY_LIMIT.toSeconds())));
        arguments.addAll(Workloads.of(addon.objects()));
        addon.objects().stream()
                .filter(object -> object.kind().equals("APIService"))
                .forEach(service -> arguments.add("/apiservice/" + service.name()));
        return Run.of(
                "wait until " + addon.title() + " runs",
                READY_LIMIT.plus(Actions.SHORT),
                Actions.script("await-addon.sh", arguments.toArray(String[]::new)));
    }
}
