package io.kubeferry.manifests.kubernetes;

import io.kubeferry.manifests.kubernetes.NetworkNeeds.NetworkPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Weave Net's manifest. Its pods' network is {@code IPALLOC_RANGE} in the environment of container {@code weave};
 * upstream leaves it to the program, which takes 10.32.0.0/12.
 */
final class WeaveManifest implements NetworkManifest {
    private static final String NAME = "Weave Net's manifest";
    private static final ContainerEnvironment WEAVE = new ContainerEnvironment(NAME, "weave-net", "weave");
    private static final String RANGE = "IPALLOC_RANGE";
    private static final String NO_DATAPATH = "WEAVE_NO_FASTDP";

    @Override
    public Optional<PodSubnet> podSubnetOf(String manifest) {
        return WEAVE.valueOf(manifest, RANGE).map(PodSubnet::parse);
    }

    @Override
    public String withPodSubnet(String manifest, PodSubnet subnet) {
        if (subnet.ipv6().isPresent()) {
            throw ManifestNodes.invalid(NAME, "Weave Net has no IPv6, the pod subnet is " + subnet);
        }
        return WEAVE.with(manifest, RANGE, subnet.ipv4());
    }

    @Override
    public boolean followsDefaultRoute() {
        return true;
    }

    /** Weave Net asks the API for the nodes' addresses. */
    @Override
    public String withNodeAddresses(String manifest, List<String> addresses) {
        return manifest;
    }

    @Override
    public NetworkNeeds needsOf(String manifest) {
        String use = "Weave Net's packets and routes between nodes";
        return new NetworkNeeds(
                List.of("loopback", "portmap"),
                modules(manifest),
                List.of(
                        new NetworkPort("tcp", 6783, use),
                        new NetworkPort("udp", 6783, use),
                        new NetworkPort("udp", 6784, use)),
                WEAVE.valueOf(manifest, "EXPECT_NPC").filter("0"::equals).isEmpty());
    }

    /**
     * Without Open vSwitch's datapath Weave falls back to a bridge, once: when its program starts again beside that bridge,
     * it takes it for somebody else's and ends. Only a manifest that says it wants no datapath gets along without. The
     * bridge's packet size comes from a dummy device, for a moment.
     */
    private static List<String> modules(String manifest) {
        List<String> modules = new ArrayList<>(List.of("br_netfilter", "ip_set", "xt_set", "dummy"));
        if (WEAVE.valueOf(manifest, NO_DATAPATH)
                .filter(value -> !value.isEmpty())
                .isEmpty()) {
            modules.addAll(List.of("openvswitch", "vxlan"));
        }
        return modules;
    }
}
