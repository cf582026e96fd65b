package io.kubeferry.installer.preflight;

import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.trial.Trials;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.failure.Problem;
import io.kubeferry.manifests.failure.Problems;
import java.util.List;

/** All checks. Where the C library is too old for the carried Java runtime, this program itself does not start. */
public final class Preflight {
    private static final List<Check> CHECKS = List.of(
            new BundleCheck(),
            new CustomisationCheck(),
            new IdentityCheck(),
            new RightsCheck(),
            new ResourceCheck(),
            new DiskCheck(),
            new KernelCheck(),
            new ProgramCheck(),
            new ClockCheck(),
            new EndpointCheck(),
            new SurroundingsCheck(),
            new StorageCheck(),
            new GuardCheck(),
            new LibraryCheck(),
            new PortCheck(),
            new ForeignCheck());

    private Preflight() {}

    /** Every problem found; none where the run may begin. */
    public static List<Problem> problems(Target target, Facts facts) {
        return problems(target, facts, Trials.none());
    }

    /** Every problem found, what trying has shown among them. */
    public static List<Problem> problems(Target target, Facts facts, Trials trials) {
        Problems problems = new Problems();
        CHECKS.forEach(check -> check.check(target, facts, problems));
        TrialCheck.check(target.site(), trials, problems);
        return problems.found();
    }

    /**
     * Ends the run where no plan can be made at all, since the bundle lacks what the site needs; with everything that is in
     * the way, not only that.
     *
     * @throws Failure with {@link ExitCode#PREFLIGHT_FAILED}
     */
    public static void requirePlannable(Target target, Facts facts) {
        Problems lacking = new Problems();
        new BundleCheck().check(target, facts, lacking);
        if (!lacking.isEmpty()) {
            throw Failure.of(ExitCode.PREFLIGHT_FAILED, problems(target, facts));
        }
    }
}
