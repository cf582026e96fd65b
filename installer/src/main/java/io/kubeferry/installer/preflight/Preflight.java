package io.kubeferry.installer.preflight;

import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.reach.Connections;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.failure.Problem;
import io.kubeferry.manifests.failure.Problems;
import java.util.List;
import java.util.Set;

/**
 * All checks. The C library that the carried Java runtime needs is not among them: where it is too old, this program does
 * not start.
 */
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
            new PortCheck(),
            new ForeignCheck());

    private Preflight() {}

    /** Every problem found; none where the run may begin. */
    public static List<Problem> problems(Target target, Facts facts) {
        Problems problems = new Problems();
        CHECKS.forEach(check -> check.check(target, facts, problems));
        return problems.found();
    }

    /** The TCP ports that the bundle's network wants between members of the cluster. */
    public static Set<Integer> networkPorts(Target target) {
        return PortCheck.networkPorts(target);
    }

    /** Every problem found, those with the site's network among them, which has been tried out. */
    public static List<Problem> problems(Target target, Facts facts, Connections connections) {
        Problems problems = new Problems();
        CHECKS.forEach(check -> check.check(target, facts, problems));
        ConnectionCheck.check(target.site(), connections, problems);
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
