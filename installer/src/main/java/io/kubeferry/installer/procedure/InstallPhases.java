package io.kubeferry.installer.procedure;

import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.phase.Phase;
import io.kubeferry.installer.phase.controlplane.ClearLeftovers;
import io.kubeferry.installer.phase.controlplane.InitFirstControlPlane;
import io.kubeferry.installer.phase.controlplane.IssueJoinCredentials;
import io.kubeferry.installer.phase.controlplane.JoinControlPlanes;
import io.kubeferry.installer.phase.controlplane.JoinWorkers;
import io.kubeferry.installer.phase.controlplane.ServeApiEndpoint;
import io.kubeferry.installer.phase.controlplane.ServeEtcd;
import io.kubeferry.installer.phase.prepare.InstallSystemPackages;
import io.kubeferry.installer.phase.prepare.OpenFirewall;
import io.kubeferry.installer.phase.prepare.PrepareMachines;
import io.kubeferry.installer.phase.prepare.RecordRelease;
import io.kubeferry.installer.phase.runtime.InstallKubernetesTools;
import io.kubeferry.installer.phase.runtime.InstallRuntime;
import io.kubeferry.installer.phase.runtime.KeepAuthority;
import io.kubeferry.installer.phase.runtime.PullBootImages;
import io.kubeferry.installer.phase.runtime.ServeImages;
import io.kubeferry.installer.phase.workload.ApplyAddons;
import io.kubeferry.installer.phase.workload.InstallNetwork;
import io.kubeferry.installer.phase.workload.MarkNodes;
import io.kubeferry.installer.phase.workload.VerifyCluster;
import io.kubeferry.installer.phase.workload.VerifyNetwork;
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
            new MarkNodes(),
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
