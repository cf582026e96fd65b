package io.kubeferry.installer.procedure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.installer.GoldenFile;
import io.kubeferry.installer.Samples;
import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.plan.Plan;
import io.kubeferry.installer.plan.PlanText;
import io.kubeferry.installer.site.ControlPlaneEndpoint.Provider;
import io.kubeferry.installer.site.Site;
import io.kubeferry.manifests.bundle.KubernetesComponent;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class InstallPhasesTest {
    private final Target target = Samples.target(Samples.site(), Samples.kubernetes120());

    @Test
    void planOfBareMachinesIsAsWritten() {
        GoldenFile.check("plan/fresh.txt", PlanText.of(InstallPhases.plan(target, Samples.bare(target.site()))));
    }

    @Test
    void planOfASingleControlPlaneWithAnExternalEndpointIsAsWritten() {
        Target small = Samples.target(Samples.smallSite(), Samples.kubernetes136());
        GoldenFile.check("plan/single.txt", PlanText.of(InstallPhases.plan(small, Samples.bare(small.site()))));
    }

    @Test
    void planWithAnEtcdOfItsOwnIsAsWritten() {
        checkPlan("plan/external-etcd.txt", Samples.siteWithEtcdNodes(), Samples.kubernetes126());
    }

    @Test
    void anExistingEtcdIsLookedAtBeforeTheClusterBeginsAndClearedOnlyOfAnAttemptOfOurs() {
        Target wanted = Samples.target(Samples.siteWithExistingEtcd(), Samples.kubernetes126());
        SimulatedSite site = new SimulatedSite(wanted.site());
        Plan plan = InstallPhases.plan(wanted, site.facts());
        GoldenFile.check("plan/existing-etcd.txt", PlanText.of(plan));

        int init = nthDetached(plan, 1);
        site.actions(plan).subList(0, init).forEach(Runnable::run);
        assertTrue(etcdSteps(wanted, site).contains("see that etcd answers and that no cluster is in it"));
        site.cutOff(plan, init);
        assertTrue(etcdSteps(wanted, site).contains("remove from etcd what the attempt to begin the cluster wrote"));

        site.apply(InstallPhases.plan(wanted, site.facts()));
        assertEquals("", etcdSteps(wanted, site));
    }

    @Test
    void whatIsInAnEtcdIsKeptWhereAControlPlaneHasEverBeenAMember() {
        Target wanted = Samples.target(Samples.siteWithExistingEtcd(), Samples.kubernetes126());
        SimulatedSite site = new SimulatedSite(wanted.site());
        site.apply(InstallPhases.plan(wanted, site.facts()));
        site.replaceByABareMachine("cp-1");
        site.clearByHand("cp-2");
        site.clearByHand("cp-3");
        assertTrue(etcdSteps(wanted, site).contains("see that etcd answers and that no cluster is in it"));
    }

    private static String etcdSteps(Target wanted, SimulatedSite site) {
        return InstallPhases.plan(wanted, site.facts()).phases().stream()
                .filter(phase -> phase.phase().equals("ServeEtcd"))
                .map(phase -> PlanText.of(new Plan(List.of(phase))))
                .collect(Collectors.joining());
    }

    @Test
    void planOfACustomisedSiteIsAsWritten() {
        checkPlan("plan/customised.txt", Samples.customisedSite(), Samples.kubernetes120());
    }

    @Test
    void planWithNginxIsAsWritten() {
        checkPlan("plan/nginx.txt", Samples.site(Provider.NGINX), Samples.kubernetes120());
    }

    @Test
    void planWithKubeVipGivesItTheRightsOfTheMomentAndThenItsOwn() {
        checkPlan("plan/kube-vip.txt", Samples.site(Provider.KUBE_VIP), Samples.kubernetes136());
    }

    private static void checkPlan(String golden, Site site, KubernetesComponent release) {
        Target wanted = Samples.target(site, release);
        GoldenFile.check(golden, PlanText.of(InstallPhases.plan(wanted, Samples.bare(site))));
    }

    @Test
    void everyTopologyConvergesAfterAKillBehindManyAnAction() {
        for (Site described : List.of(
                Samples.siteWithEtcdNodes(),
                Samples.siteWithExistingEtcd(),
                Samples.customisedSite(),
                Samples.site(Provider.NGINX),
                Samples.site(Provider.KUBE_VIP))) {
            Target wanted = Samples.target(described, Samples.kubernetes126());
            int count = new SimulatedSite(described)
                    .actions(InstallPhases.plan(wanted, Samples.bare(described)))
                    .size();
            for (int killed = 0; killed <= count; killed += 7) {
                SimulatedSite site = new SimulatedSite(described);
                site.actions(InstallPhases.plan(wanted, site.facts()))
                        .subList(0, killed)
                        .forEach(Runnable::run);
                site.apply(InstallPhases.plan(wanted, site.facts()));
                assertEquals(
                        PlanText.of(new Plan(List.of())),
                        PlanText.of(InstallPhases.plan(wanted, site.facts())),
                        described.endpoint().provider() + ", killed behind action " + killed);
            }
        }
    }

    @Test
    void planIsEmptyWhenItHasBeenCarriedOut() {
        SimulatedSite site = new SimulatedSite(target.site());
        site.apply(InstallPhases.plan(target, site.facts()));
        assertEquals(PlanText.of(new Plan(List.of())), PlanText.of(InstallPhases.plan(target, site.facts())));
    }

    @Test
    void whatWatchesTheApiAsksAnewBehindTheSecondMemberAndBeforeAnyOtherJoins() {
        SimulatedSite site = new SimulatedSite(target.site());
        Plan plan = InstallPhases.plan(target, site.facts());
        int initAndFirstJoin = 2;
        site.actions(plan).subList(0, nthDetached(plan, initAndFirstJoin) + 1).forEach(Runnable::run);

        String whole = PlanText.of(plan);
        String rest = PlanText.of(InstallPhases.plan(target, site.facts()));

        String anew = "have what watches the API ask anew";
        String join = "join as a control plane";
        assertTrue(whole.indexOf(join) < whole.indexOf(anew), whole);
        assertTrue(whole.indexOf(anew) < whole.lastIndexOf(join), whole);
        assertTrue(rest.contains(anew), rest);
        assertTrue(rest.indexOf(anew) < rest.indexOf(join), rest);
    }

    @Test
    void planAfterAPowerCutInTheSecondControlPlanesJoinIsAsWritten() {
        SimulatedSite site = new SimulatedSite(target.site());
        Plan plan = InstallPhases.plan(target, site.facts());
        int secondDetached = nthDetached(plan, 2);
        site.actions(plan).subList(0, secondDetached).forEach(Runnable::run);
        site.cutOff(plan, secondDetached);
        GoldenFile.check("plan/cut-off.txt", PlanText.of(InstallPhases.plan(target, site.facts())));
    }

    @Test
    void convergesAfterAKillBehindAnyAction() {
        int count = new SimulatedSite(target.site())
                .actions(InstallPhases.plan(target, Samples.bare(target.site())))
                .size();
        assertTrue(count > 100, "the plan is too short to mean anything: " + count);
        for (int killed = 0; killed < count; killed++) {
            SimulatedSite site = new SimulatedSite(target.site());
            site.actions(InstallPhases.plan(target, site.facts()))
                    .subList(0, killed)
                    .forEach(Runnable::run);
            assertConverges(site, "killed behind action " + killed);
        }
    }

    @Test
    void convergesAfterAPowerCutInAnyInitOrJoin() {
        Plan plan = InstallPhases.plan(target, Samples.bare(target.site()));
        for (int n = 1; n <= target.site().nodes().size(); n++) {
            SimulatedSite site = new SimulatedSite(target.site());
            int cut = nthDetached(plan, n);
            site.actions(plan).subList(0, cut).forEach(Runnable::run);
            site.cutOff(plan, cut);
            assertConverges(site, "cut off in detached action " + n);
        }
    }

    private void assertConverges(SimulatedSite site, String when) {
        site.apply(InstallPhases.plan(target, site.facts()));
        assertTrue(InstallPhases.plan(target, site.facts()).isEmpty(), when);
        assertTrue(site.trustsOneAuthority(), when);
    }

    private static int nthDetached(Plan plan, int n) {
        List<Boolean> detached = SimulatedSite.detached(plan);
        int seen = 0;
        for (int i = 0; i < detached.size(); i++) {
            seen += detached.get(i) ? 1 : 0;
            if (seen == n) {
                return i;
            }
        }
        throw new AssertionError("the plan has " + seen + " detached actions");
    }
}
