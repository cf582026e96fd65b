package io.kubeferry.installer.phase.prepare;

import io.kubeferry.installer.desired.SystemPackages;
import io.kubeferry.installer.desired.SystemPackages.SystemPackage;
import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.NodeFacts;
import io.kubeferry.installer.phase.Actions;
import io.kubeferry.installer.phase.Phase;
import io.kubeferry.installer.plan.Action;
import io.kubeferry.installer.plan.Action.Place;
import io.kubeferry.installer.plan.Action.Run;
import io.kubeferry.installer.plan.FileContent.Blob;
import io.kubeferry.installer.plan.PhasePlan;
import io.kubeferry.installer.plan.PhasePlan.Order;
import io.kubeferry.installer.plan.PlannedFile;
import io.kubeferry.installer.plan.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * Packages of the operating system that a machine lacks and the bundle carries. dpkg and rpm are given the files and ask
 * nobody: what a package needs is on the machine or in the bundle. Reset takes them off again.
 */
public final class InstallSystemPackages implements Phase {
    private static final String FOLDER = "/var/lib/kubeferry/packages/";

    @Override
    public PhasePlan plan(Target target, Facts facts) {
        List<Step> steps = target.site().nodes().stream()
                .map(node -> new Step(node.name(), install(target, facts.node(node.name()))))
                .toList();
        return new PhasePlan("InstallSystemPackages", Order.ALL_NODES, steps);
    }

    private static List<Action> install(Target target, NodeFacts facts) {
        List<SystemPackage> missing =
                SystemPackages.missing(target.bundle(), facts.machine().system());
        if (missing.isEmpty()) {
            return List.of();
        }
        List<PlannedFile> files = missing.stream()
                .map(each -> new PlannedFile(
                        path(each),
                        PlannedFile.PLAIN,
                        new Blob(each.file().digest(), each.file().size())))
                .toList();
        List<String> names = missing.stream().map(SystemPackage::name).toList();
        boolean deb = missing.get(0).isDeb();
        List<String> argv = new ArrayList<>(deb ? List.of("dpkg", "--install") : List.of("rpm", "--upgrade"));
        files.forEach(file -> argv.add(file.path()));
        List<String> undo = new ArrayList<>(deb ? List.of("dpkg", "--purge") : List.of("rpm", "--erase"));
        undo.addAll(names);
        return List.of(
                new Place("packages of the operating system", files),
                Run.of("install " + String.join(", ", names), Actions.LONG, argv.toArray(String[]::new))
                        .undoneBy(undo.toArray(String[]::new)));
    }

    /** Under a name of plain letters: a version's colon is written %3a in a deb's name. */
    private static String path(SystemPackage carried) {
        return FOLDER + carried.name().replaceAll("[^A-Za-z0-9._+-]", "-") + (carried.isDeb() ? ".deb" : ".rpm");
    }
}
