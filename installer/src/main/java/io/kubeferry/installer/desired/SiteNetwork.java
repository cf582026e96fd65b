package io.kubeferry.installer.desired;

import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.site.Node;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.kubernetes.NetworkManifest;
import io.kubeferry.manifests.kubernetes.NetworkNeeds;
import io.kubeferry.manifests.kubernetes.PodSubnet;
import java.util.List;

/** The bundle's network on this site. */
public final class SiteNetwork {
    private SiteNetwork() {}

    /**
     * The network's manifest as upstream wrote it, but for the pod subnet and, where it cannot find that out by itself,
     * which addresses the nodes have.
     *
     * @throws Failure where the manifest cannot take this site's values
     */
    public static String manifest(Target target, Facts facts) {
        NetworkManifest network = provider(target);
        PodSubnet subnet = PodSubnet.parse(target.site().network().podSubnet());
        String manifest = network.withPodSubnet(target.networkManifest(), subnet);
        boolean routed = facts.nodes().values().stream()
                .allMatch(node -> node.machine().network().hasDefaultRoute());
        List<String> addresses =
                target.site().members().stream().map(Node::address).toList();
        return routed && network.followsDefaultRoute() ? manifest : network.withNodeAddresses(manifest, addresses);
    }

    /** What it needs of the machines. */
    public static NetworkNeeds needs(Target target) {
        return provider(target).needsOf(target.networkManifest());
    }

    /** The same for checks that leave it to another one to tell of a manifest that is not the provider's. */
    public static NetworkNeeds needsIfKnown(Target target) {
        try {
            return needs(target);
        } catch (Failure e) {
            return new NetworkNeeds(List.of(), List.of(), List.of(), false);
        }
    }

    private static NetworkManifest provider(Target target) {
        return NetworkManifest.of(target.bundle().network().provider());
    }
}
