package io.kubeferry.installer.desired;

import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.machine.Networking;
import io.kubeferry.installer.site.Node;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.kubernetes.NetworkManifest;
import io.kubeferry.manifests.kubernetes.NetworkNeeds;
import io.kubeferry.manifests.kubernetes.PodSubnet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bundle's network on this site. */
public final class SiteNetwork {
    private static final Pattern OWN_PORT = Pattern.compile("--healthz-port=([1-9][0-9]{0,4})\\b");

    private SiteNetwork() {}

    /**
     * The network's manifest as upstream wrote it, but for the pod subnet and, where it would not find that out by itself,
     * which addresses the nodes have: on a machine with two networks the default route may be in the other one.
     *
     * @throws Failure where the manifest cannot take this site's values
     */
    public static String manifest(Target target, Facts facts) {
        NetworkManifest network = provider(target);
        PodSubnet subnet = PodSubnet.parse(target.site().network().podSubnet());
        String manifest = network.withPodSubnet(target.networkManifest(), subnet);
        List<Node> members = target.site().members();
        // Of the second family only the first one's route is known; machines of an isolated site often have no other.
        boolean routed = target.site().network().podIpv6().isEmpty()
                && members.stream().allMatch(node -> isOnDefaultRoute(node, facts));
        List<String> addresses =
                new ArrayList<>(members.stream().map(Node::address).toList());
        members.forEach(node -> node.ipv6().ifPresent(addresses::add));
        return routed && network.followsDefaultRoute() ? manifest : network.withNodeAddresses(manifest, addresses);
    }

    private static boolean isOnDefaultRoute(Node node, Facts facts) {
        Networking network = facts.node(node.name()).machine().network();
        return network.interfaceOf(node.address()).equals(Optional.of(network.defaultDevice()));
    }

    /** What it needs of the machines. */
    public static NetworkNeeds needs(Target target) {
        return provider(target).needsOf(target.networkManifest());
    }

    /** TCP ports of its programs on every node that nobody else asks, such as {@code --healthz-port=8081} of Flannel. */
    public static Set<Integer> ownPorts(Target target) {
        Matcher matcher = OWN_PORT.matcher(target.networkManifest());
        Set<Integer> ports = new TreeSet<>();
        while (matcher.find()) {
            ports.add(Integer.valueOf(matcher.group(1)));
        }
        return ports;
    }

    /** What it needs, for checks that leave it to another one to tell of a manifest that is not the provider's. */
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
