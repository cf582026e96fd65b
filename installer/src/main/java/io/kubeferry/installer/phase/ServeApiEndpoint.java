package io.kubeferry.installer.phase;

import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.Membership;
import io.kubeferry.installer.facts.NodeFacts;
import io.kubeferry.installer.plan.Action;
import io.kubeferry.installer.plan.Action.Place;
import io.kubeferry.installer.plan.PhasePlan;
import io.kubeferry.installer.plan.PhasePlan.Order;
import io.kubeferry.installer.plan.PlannedFile;
import io.kubeferry.installer.plan.Step;
import io.kubeferry.installer.service.Haproxy;
import io.kubeferry.installer.service.Keepalived;
import io.kubeferry.installer.site.ControlPlaneEndpoint.Provider;
import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.Site;
import io.kubeferry.manifests.bundle.LoadBalancerComponent;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.image.ImageReference;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * HAProxy and keepalived as static pods on the control planes; the kubelet starts them as soon as it runs itself, before
 * there is a cluster. Nothing to do where something else is the endpoint.
 */
final class ServeApiEndpoint implements Phase {
    @Override
    public PhasePlan plan(Target target, Facts facts) {
        List<Node> nodes = target.site().endpoint().provider() == Provider.HAPROXY
                ? target.site().controlPlanes()
                : List.of();
        Membership membership = new Membership(target.site(), facts);
        List<Step> steps = nodes.stream()
                .map(node -> new Step(node.name(), serve(target, node, facts.node(node.name()), membership)))
                .toList();
        return new PhasePlan("ServeApiEndpoint", Order.ALL_NODES, steps);
    }

    private static List<Action> serve(Target target, Node node, NodeFacts facts, Membership membership) {
        List<PlannedFile> wanted = files(target, node, facts);
        // Clearing a node empties the folder of the static pods, ours with kubeadm's.
        boolean cleared = membership.hasLeftovers(node);
        List<PlannedFile> missing = cleared ? wanted : Wanted.missing(facts, wanted);
        return missing.isEmpty() ? List.of() : List.of(new Place("HAProxy and keepalived", missing));
    }

    private static List<PlannedFile> files(Target target, Node node, NodeFacts facts) {
        Site site = target.site();
        String device = facts.system()
                .interfaceOf(node.address())
                .orElseThrow(() -> new IllegalArgumentException(node.address() + " is not on " + node.name()));
        String haproxy = Haproxy.config(site);
        String keepalived = Keepalived.config(site, node, device);
        int port = site.endpoint().port();
        return List.of(
                PlannedFile.text(Haproxy.CONFIG, haproxy),
                PlannedFile.text(Keepalived.CONFIG, keepalived),
                PlannedFile.text(Haproxy.MANIFEST, Haproxy.manifest(image(target, "haproxy"), port, digest(haproxy))),
                PlannedFile.text(
                        Keepalived.MANIFEST, Keepalived.manifest(image(target, "keepalived"), digest(keepalived))));
    }

    private static String image(Target target, String part) {
        return target.bundle()
                .loadBalancer()
                .map(LoadBalancerComponent::images)
                .flatMap(images -> Optional.ofNullable(images.get(part)))
                .map(ImageReference::toString)
                .orElseThrow(() -> new IllegalArgumentException("the bundle has no image of " + part));
    }

    private static String digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
