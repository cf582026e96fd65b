package io.kubeferry.installer.preflight;

import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.manifests.failure.Problems;

/** One thing that is looked at before a run. */
@FunctionalInterface
interface Check {
    /** Adds a problem for everything that would keep {@code target} from being reached. */
    void check(Target target, Facts facts, Problems problems);
}
