package io.kubeferry.installer.phase.prepare;

import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.NodeFacts;
import io.kubeferry.installer.phase.Actions;
import io.kubeferry.installer.phase.Phase;
import io.kubeferry.installer.phase.Wanted;
import io.kubeferry.installer.plan.Action;
import io.kubeferry.installer.plan.Action.Place;
import io.kubeferry.installer.plan.Action.Run;
import io.kubeferry.installer.plan.PhasePlan;
import io.kubeferry.installer.plan.PhasePlan.Order;
import io.kubeferry.installer.plan.PlannedFile;
import io.kubeferry.installer.plan.Step;
import io.kubeferry.installer.service.FirewallZone;
import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.Site;
import java.util.ArrayList;
import java.util.List;

/**
 * Where firewalld runs, it goes on running: the site's machines and the pods get zones of their own, and who is in the
 * machine's default zone the API's port on control planes. Nothing to do where there is no firewalld.
 */
public final class OpenFirewall implements Phase {
    @Override
    public PhasePlan plan(Target target, Facts facts) {
        List<Step> steps = target.site().nodes().stream()
                .map(node -> new Step(node.name(), open(target, node, facts.node(node.name()))))
                .toList();
        return new PhasePlan("OpenFirewall", Order.ALL_NODES, steps);
    }

    private static List<Action> open(Target target, Node node, NodeFacts facts) {
        String zone = facts.machine().protection().firewallZone();
        List<PlannedFile> missing = Wanted.missing(facts, files(target.site(), node, zone));
        if (zone.isEmpty() || missing.isEmpty()) {
            return List.of();
        }
        return List.of(new Place("firewalld's zones of the site", missing), reload());
    }

    /** Files alone: what firewall-cmd changes in a zone of the machine's own is not taken back to the byte. */
    private static List<PlannedFile> files(Site site, Node node, String zone) {
        List<PlannedFile> files = new ArrayList<>();
        files.add(PlannedFile.text(FirewallZone.NODES, FirewallZone.nodes(site, node)));
        files.add(PlannedFile.text(FirewallZone.PODS, FirewallZone.pods(site)));
        if (node.isControlPlane()) {
            files.add(PlannedFile.text(FirewallZone.API, FirewallZone.api(site, zone)));
        }
        return files;
    }

    /** Has firewalld take up what its files say; connections stay. */
    public static Run reload() {
        return Run.of("have firewalld read its zones again", Actions.SHORT, "firewall-cmd", "--reload");
    }
}
