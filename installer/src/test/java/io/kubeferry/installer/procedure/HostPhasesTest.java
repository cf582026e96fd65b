package io.kubeferry.installer.procedure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.installer.GoldenFile;
import io.kubeferry.installer.SampleMachine;
import io.kubeferry.installer.Samples;
import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.ClusterFacts;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.phase.Phase;
import io.kubeferry.installer.phase.prepare.InstallSystemPackages;
import io.kubeferry.installer.phase.prepare.OpenFirewall;
import io.kubeferry.installer.phase.runtime.InstallKubernetesTools;
import io.kubeferry.installer.plan.Plan;
import io.kubeferry.installer.plan.PlanText;
import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.Site;
import io.kubeferry.manifests.bundle.BundleManifest;
import io.kubeferry.manifests.bundle.CarriedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What hosts of different kinds are done to. */
class HostPhasesTest {
    private final Site site = Samples.smallSite();
    private final Node node = site.firstControlPlane();

    @Test
    void firewalldGetsItsZonesAndSelinuxItsLabels() {
        Target target = Samples.target(site, Samples.kubernetes126());
        Facts facts = facts(SampleMachine.of(node)
                .running("rocky", "9.4", "rhel")
                .withPrograms("restorecon")
                .labelled()
                .inZone("public"));
        List<PhaseOf> phases = List.of(new PhaseOf(new OpenFirewall()), new PhaseOf(new InstallKubernetesTools()));
        GoldenFile.check(
                "plan/firewalld-selinux.txt",
                PlanText.of(new Plan(phases.stream()
                        .map(each -> each.phase().plan(target, facts))
                        .toList())));
    }

    private record PhaseOf(Phase phase) {}

    @Test
    void installsOnlyWhatTheMachineLacksAndTheBundleCarriesForIt() {
        Target target = carrying(
                "packages/debian-12/conntrack_1%3a1.4.7-1+b2_amd64.deb",
                "packages/debian-12/ethtool_6.1-1_amd64.deb",
                "packages/ubuntu-22.04/socat_1.7.4_amd64.deb",
                "packages/rhel/conntrack-tools-1.4.7-2.el9.x86_64.rpm");
        SampleMachine debian = SampleMachine.of(node).withPackages("ethtool");
        GoldenFile.check("plan/packages-debian.txt", packages(target, debian));
        SampleMachine rocky = SampleMachine.of(node).running("rocky", "9.4", "rhel", "fedora");
        GoldenFile.check("plan/packages-rocky.txt", packages(target, rocky));
        SampleMachine whole = SampleMachine.of(node).withPackages("ethtool", "conntrack");
        assertEquals(PlanText.of(new Plan(List.of())), packages(target, whole));
    }

    @Test
    void aHostWithoutFirewalldAndSelinuxGetsNothingOfThem() {
        Target target = Samples.target(site, Samples.kubernetes126());
        String plan = PlanText.of(InstallPhases.plan(target, Samples.bare(site)));
        assertFalse(plan.contains("firewall") || plan.contains("restorecon"), plan);
        assertTrue(plan.contains("InstallRuntime"), plan);
    }

    private String packages(Target target, SampleMachine machine) {
        return PlanText.of(new Plan(List.of(new InstallSystemPackages().plan(target, facts(machine)))));
    }

    private Target carrying(String... names) {
        Target target = Samples.target(site, Samples.kubernetes126());
        BundleManifest all = target.bundle();
        List<CarriedFile> files = new ArrayList<>(all.files());
        for (String name : names) {
            files.add(new CarriedFile(name, "", Optional.empty(), "file:" + name, Samples.digest(name), 40_000));
        }
        return Samples.with(target, files);
    }

    private Facts facts(SampleMachine machine) {
        return new Facts(Map.of(node.name(), Samples.bare(node, machine.build())), ClusterFacts.none());
    }
}
