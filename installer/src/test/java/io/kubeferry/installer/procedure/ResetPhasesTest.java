package io.kubeferry.installer.procedure;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.installer.GoldenFile;
import io.kubeferry.installer.Samples;
import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.plan.PlanText;
import org.junit.jupiter.api.Test;

class ResetPhasesTest {
    private final Target target = Samples.target(Samples.site(), Samples.kubernetes120());

    @Test
    void planForAClusterIsAsWritten() {
        SimulatedSite site = new SimulatedSite(target.site());
        site.apply(InstallPhases.plan(target, site.facts()));
        GoldenFile.check("plan/reset.txt", PlanText.of(ResetPhases.plan(target.site(), site.facts())));
    }

    @Test
    void leavesMachinesAloneThatKubeferryHasNeverSeen() {
        assertTrue(ResetPhases.plan(target.site(), Samples.bare(target.site())).isEmpty());
    }
}
