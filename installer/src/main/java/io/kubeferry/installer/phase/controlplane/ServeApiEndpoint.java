package io.kubeferry.installer.phase.controlplane;

import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.Membership;
import io.kubeferry.installer.phase.Phase;
import io.kubeferry.installer.phase.Wanted;
import io.kubeferry.installer.plan.Action;
import io.kubeferry.installer.plan.Action.Place;
import io.kubeferry.installer.plan.PhasePlan;
import io.kubeferry.installer.plan.PhasePlan.Order;
import io.kubeferry.installer.plan.PlannedFile;
import io.kubeferry.installer.plan.Step;
import io.kubeferry.installer.site.ControlPlaneEndpoint.Provider;
import io.kubeferry.installer.site.Node;
import java.util.List;

/**
 * What serves the endpoint, as static pods on the control planes: a proxy and keepalived, or kube-vip. The kubelet starts
 * them as soon as it runs itself, before there is a cluster. Nothing to do where something else is the endpoint.
 */
public final class ServeApiEndpoint implements Phase {
    @Override
    public PhasePlan plan(Target target, Facts facts) {
        List<Step> steps = target.site().controlPlanes().stream()
                .map(node -> new Step(node.name(), serve(target, facts, node)))
                .toList();
        // What changes starts again: not everywhere at once while somebody uses it.
        boolean used = new Membership(target.site(), facts).hasCluster();
        return new PhasePlan("ServeApiEndpoint", used ? Order.ONE_BY_ONE : Order.ALL_NODES, steps);
    }

    private static List<Action> serve(Target target, Facts facts, Node node) {
        List<PlannedFile> wanted = new EndpointFiles(target, facts).of(node);
        // Clearing a node empties the folder of the static pods, ours with kubeadm's.
        boolean cleared = new Membership(target.site(), facts).hasLeftovers(node);
        List<PlannedFile> missing = cleared ? wanted : Wanted.missing(facts.node(node.name()), wanted);
        return missing.isEmpty() ? List.of() : List.of(new Place(title(target), missing));
    }

    /** Once the cluster has begun, what its first control plane had to have until then is replaced. */
    static List<Action> settle(Target target, Facts facts, Node first) {
        List<PlannedFile> settled = new EndpointFiles(target, facts).afterInit(first);
        return settled.isEmpty()
                ? List.of()
                : List.of(new Place(title(target) + " with the rights that it is to keep", settled));
    }

    private static String title(Target target) {
        Provider provider = target.site().endpoint().provider();
        return switch (provider) {
            case HAPROXY -> "HAProxy and keepalived";
            case NGINX -> "nginx and keepalived";
            default -> "kube-vip";
        };
    }
}
