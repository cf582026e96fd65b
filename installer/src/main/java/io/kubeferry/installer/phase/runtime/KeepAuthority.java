package io.kubeferry.installer.phase.runtime;

import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.phase.Phase;
import io.kubeferry.installer.plan.Action.Place;
import io.kubeferry.installer.plan.PhasePlan;
import io.kubeferry.installer.plan.PhasePlan.Order;
import io.kubeferry.installer.plan.Step;
import io.kubeferry.manifests.content.Digest;
import java.util.List;
import java.util.Optional;

/**
 * The site's own certificate authority is kept on every control plane before anything trusts it: a run that is cut off
 * later is continued with the same one.
 */
public final class KeepAuthority implements Phase {
    @Override
    public PhasePlan plan(Target target, Facts facts) {
        Optional<Digest> known = AuthorityFiles.known(target.site(), facts);
        List<Step> steps = target.site().controlPlanes().stream()
                .filter(node -> !AuthorityFiles.isComplete(facts.node(node.name()), known))
                .map(node ->
                        Step.of(node.name(), new Place("the site's own certificate authority", AuthorityFiles.pair())))
                .toList();
        // One by one: where a run is cut off here, the first control plane has it before another does.
        return new PhasePlan("KeepAuthority", Order.ONE_BY_ONE, steps);
    }
}
