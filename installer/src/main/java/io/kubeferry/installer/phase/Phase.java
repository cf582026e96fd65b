package io.kubeferry.installer.phase;

import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.plan.PhasePlan;

/**
 * One step on the way to a running cluster.
 *
 * <p>How to add one: write a final class named for what it does that implements this interface, in the room of its stage; return no steps where the
 * facts say that it is done; put it into the list in {@code InstallPhases}; add its case to the golden plans; say in {@code
 * CONTRIBUTING.md} what it needs of the phases before it.
 */
@FunctionalInterface
public interface Phase {
    /** What is to be done so that {@code target} holds, given {@code facts}; no steps where it holds already. */
    PhasePlan plan(Target target, Facts facts);
}
