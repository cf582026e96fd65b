package io.kubeferry.installer.phase;

import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.plan.Plan;
import java.util.List;

/**
 * The way from bare machines to a running cluster. A run that was interrupted is the same list with other facts; a converged
 * cluster gives an empty plan.
 */
public final class InstallPhases {
    private static final List<Phase> PHASES = List.of(
            new InstallSystemPackages(),
            new PrepareMachines(),
            new OpenFirewall(),
            new KeepAuthority(),
            new InstallRuntime(),
            new InstallKubernetesTools(),
            new ServeImages(),
            new PullBootImages(),
            new ClearLeftovers(),
            new ServeEtcd(),
            new ServeApiEndpoint(),
            new InitFirstControlPlane(),
            new IssueJoinCredentials(),
            new JoinControlPlanes(),
            new InstallNetwork(),
            new JoinWorkers(),
            new VerifyNetwork(),
            new ApplyAddons(),
            new VerifyCluster(),
            new RecordRelease());

    private InstallPhases() {}

    /** What is to be done so that the site runs the bundle's release. */
    public static Plan plan(Target target, Facts facts) {
        return new Plan(PHASES.stream().map(phase -> phase.plan(target, facts)).toList());
    }
}
