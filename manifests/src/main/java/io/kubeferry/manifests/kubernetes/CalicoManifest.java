package io.kubeferry.manifests.kubernetes;

import io.kubeferry.manifests.kubernetes.NetworkNeeds.NetworkPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Calico's manifest ({@code calico.yaml}, the one without its operator). Its pods' network is the first one of container
 * {@code calico-node}'s environment; upstream has it there as a comment. Without it Calico takes kubeadm's, or 192.168.0.0/16.
 */
final class CalicoManifest implements NetworkManifest {
    private static final String NAME = "Calico's manifest";
    private static final ContainerEnvironment NODE = new ContainerEnvironment(NAME, "calico-node", "calico-node");
    private static final String IPV4 = "CALICO_IPV4POOL_CIDR";
    private static final String IPV6 = "CALICO_IPV6POOL_CIDR";
    private static final String CONFIG_MAP = "calico-config";
    private static final String CNI_CONFIG = "cni_network_config";
    private static final Pattern IPAM = Pattern.compile("\"type\"\\s*:\\s*\"calico-ipam\"");

    @Override
    public Optional<PodSubnet> podSubnetOf(String manifest) {
        return NODE.valueOf(manifest, IPV4).map(ipv4 -> new PodSubnet(ipv4, NODE.valueOf(manifest, IPV6)));
    }

    @Override
    public String withPodSubnet(String manifest, PodSubnet subnet) {
        String changed = NODE.with(manifest, IPV4, subnet.ipv4());
        if (subnet.ipv6().isEmpty()) {
            return changed;
        }
        changed = NODE.with(changed, IPV6, subnet.ipv6().get());
        changed = NODE.with(changed, "IP6", "autodetect");
        changed = NODE.with(changed, "FELIX_IPV6SUPPORT", "true");
        return withAddressesOfBothFamilies(changed);
    }

    /** The plugin gives a pod an IPv6 address only if its configuration says so; that one has placeholders, so it is no JSON. */
    private static String withAddressesOfBothFamilies(String manifest) {
        ScalarNode config = ConfigMaps.value(NAME, manifest, CONFIG_MAP, CNI_CONFIG);
        if (config.getValue().contains("assign_ipv6")) {
            throw ManifestNodes.invalid(
                    ManifestNodes.place(NAME, config.getStartMark()),
                    "assign_ipv6 is set already, by whom is not known");
        }
        TextOfNodes text = new TextOfNodes(manifest);
        Matcher matcher = text.matcher(IPAM, config, config);
        if (!matcher.find()) {
            throw ManifestNodes.invalid(
                    ManifestNodes.place(NAME, config.getStartMark()),
                    "the plugin's addresses do not come from calico-ipam");
        }
        String changed =
                text.replaced(matcher.end(), matcher.end(), ", \"assign_ipv4\": \"true\", \"assign_ipv6\": \"true\"");
        return ConfigMaps.onlyChanged(NAME, manifest, changed, CONFIG_MAP, CNI_CONFIG);
    }

    @Override
    public boolean followsDefaultRoute() {
        return false;
    }

    /**
     * Calico takes the first interface it finds, which on a machine with two networks may be the wrong one. The address
     * that a node would send from to reach the first node is the right one on all of them, and no packet is sent to find it.
     */
    @Override
    public String withNodeAddresses(String manifest, List<String> addresses) {
        return NODE.with(manifest, "IP_AUTODETECTION_METHOD", "can-reach=" + addresses.get(0));
    }

    @Override
    public NetworkNeeds needsOf(String manifest) {
        List<String> modules = new ArrayList<>(List.of("ip_set", "xt_set"));
        List<NetworkPort> ports = new ArrayList<>();
        if (uses(manifest, "CALICO_IPV4POOL_IPIP")) {
            modules.add("ipip");
        }
        if (uses(manifest, "CALICO_IPV4POOL_VXLAN")) {
            modules.add("vxlan");
            ports.add(new NetworkPort("udp", 4789, "Calico's packets between nodes (VXLAN)"));
        }
        if (backend(manifest).equals("bird")) {
            ports.add(new NetworkPort("tcp", 179, "Calico's routes between nodes (BGP)"));
        }
        if (hasTypha(manifest)) {
            ports.add(new NetworkPort("tcp", 5473, "Calico's Typha"));
        }
        // Its own image installs the plugins it calls; the container runtime itself calls this one.
        return new NetworkNeeds(List.of("loopback"), modules, ports, true);
    }

    private static boolean uses(String manifest, String mode) {
        return NODE.valueOf(manifest, mode)
                .filter(value -> !value.equals("Never"))
                .isPresent();
    }

    /** Empty where Calico only enforces policies, and another network carries the packets. */
    private static String backend(String manifest) {
        return ConfigMaps.find(NAME, manifest, CONFIG_MAP, "calico_backend")
                .map(ScalarNode::getValue)
                .orElse("");
    }

    private static boolean hasTypha(String manifest) {
        return ManifestNodes.of(NAME, manifest).stream()
                .flatMap((Node document) -> ObjectNodes.of(document).stream())
                .anyMatch(object -> ObjectNodes.is(object, "Deployment", "calico-typha"));
    }
}
