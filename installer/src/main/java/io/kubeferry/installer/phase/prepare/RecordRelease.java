package io.kubeferry.installer.phase.prepare;

import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.phase.Phase;
import io.kubeferry.installer.phase.Wanted;
import io.kubeferry.installer.plan.Action;
import io.kubeferry.installer.plan.Action.Place;
import io.kubeferry.installer.plan.PhasePlan;
import io.kubeferry.installer.plan.PhasePlan.Order;
import io.kubeferry.installer.plan.PlannedFile;
import io.kubeferry.installer.plan.Step;
import java.util.List;

/** Leaves on every node what it was made of; the last thing, so that it is only there when all the rest is. */
public final class RecordRelease implements Phase {
    private static final String FILE = "/etc/kubeferry/release.yaml";

    @Override
    public PhasePlan plan(Target target, Facts facts) {
        List<PlannedFile> files = List.of(PlannedFile.text(FILE, release(target)));
        List<Step> steps = target.site().nodes().stream()
                .map(node -> new Step(node.name(), record(Wanted.missing(facts.node(node.name()), files))))
                .toList();
        return new PhasePlan("RecordRelease", Order.ALL_NODES, steps);
    }

    private static List<Action> record(List<PlannedFile> missing) {
        return missing.isEmpty() ? List.of() : List.of(new Place("what this node was made of", missing));
    }

    private static String release(Target target) {
        return """
                site: "%s"
                bundle: "%s"
                bundleVersion: "%s"
                kubernetesVersion: "%s"
                network: "%s %s"
                """.formatted(
                        target.site().name(),
                        target.bundle().name(),
                        target.bundle().version(),
                        target.kubernetes().version(),
                        target.bundle().network().provider(),
                        target.bundle().network().version());
    }
}
