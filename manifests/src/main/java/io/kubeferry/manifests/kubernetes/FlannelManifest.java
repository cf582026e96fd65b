package io.kubeferry.manifests.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.kubernetes.NetworkNeeds.NetworkPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Flannel's manifest. Its pods' network is {@code Network} in {@code net-conf.json} of the ConfigMap
 * {@code kube-flannel-cfg}; for dual stack {@code IPv6Network} and {@code EnableIPv6} stand beside it.
 */
final class FlannelManifest implements NetworkManifest {
    private static final String NAME = "Flannel's manifest";
    private static final String CONFIG_MAP = "kube-flannel-cfg";
    private static final String CONFIG = "net-conf.json";
    private static final String NETWORK = "Network";
    private static final String IPV6_NETWORK = "IPv6Network";
    private static final String ENABLE_IPV6 = "EnableIPv6";

    /** The argument that every manifest of Flannel's has, on a line of its own. */
    private static final Pattern ARGUMENT =
            Pattern.compile("(?m)^( *)- [\"']?--kube-subnet-mgr[\"']?[ \t]*(?:#[^\r\n]*)?(\r?\n)");

    /** The same in a list with brackets. */
    private static final Pattern LISTED = Pattern.compile("[\"']?--kube-subnet-mgr[\"']?(?=[ ]*[],])");

    @Override
    public Optional<PodSubnet> podSubnetOf(String manifest) {
        ObjectNode config = parsed(config(manifest));
        return Optional.of(new PodSubnet(
                config.path(NETWORK).asText(),
                Optional.ofNullable(config.get(IPV6_NETWORK)).map(JsonNode::asText)));
    }

    @Override
    public String withPodSubnet(String manifest, PodSubnet subnet) {
        String changed = with(manifest, NETWORK, '"' + subnet.ipv4() + '"');
        if (subnet.ipv6().isPresent()) {
            changed = with(changed, IPV6_NETWORK, '"' + subnet.ipv6().get() + '"');
            changed = with(changed, ENABLE_IPV6, "true");
        }
        ObjectNode wanted = parsed(config(manifest)).put(NETWORK, subnet.ipv4());
        subnet.ipv6().ifPresent(network -> wanted.put(IPV6_NETWORK, network).put(ENABLE_IPV6, true));
        ScalarNode config = config(changed);
        if (!parsed(config).equals(wanted)) {
            throw refused(config, "it cannot be changed without a change of something else");
        }
        return ConfigMaps.onlyChanged(NAME, manifest, changed, CONFIG_MAP, CONFIG);
    }

    /** Replaces a value in the text of the configuration, or puts the key before {@code "Network"}. */
    private static String with(String manifest, String key, String json) {
        ScalarNode config = config(manifest);
        TextOfNodes text = new TextOfNodes(manifest);
        String value = "(\"[^\"\\\\]*\"|true|false)";
        Matcher matcher = text.matcher(Pattern.compile("\"" + key + "\"\\s*:\\s*" + value), config, config);
        if (matcher.find()) {
            int start = matcher.start(1);
            int end = matcher.end(1);
            if (matcher.find()) {
                throw refused(config, "it has \"" + key + "\" twice");
            }
            return text.replaced(start, end, json);
        }
        Matcher network = text.matcher(Pattern.compile("(\\s*)\"" + NETWORK + "\"\\s*:\\s*\""), config, config);
        if (!network.find() || key.equals(NETWORK)) {
            throw refused(config, "it does not have its \"" + NETWORK + "\" in plain text");
        }
        int at = network.end(1);
        return text.replaced(at, at, '"' + key + "\": " + json + "," + (at > network.start() ? network.group(1) : " "));
    }

    @Override
    public boolean followsDefaultRoute() {
        return true;
    }

    /** By itself Flannel takes the interface of the default route, and does not start where there is none. */
    @Override
    public String withNodeAddresses(String manifest, List<String> addresses) {
        String pattern = addresses.stream()
                .map(address -> address.replace(".", "[.]"))
                .collect(Collectors.joining("|", "^(", ")$"));
        String argument = Matcher.quoteReplacement("--iface-regex=" + pattern);
        String changed = ARGUMENT.matcher(manifest).replaceAll("$0$1- " + argument + "$2");
        changed = LISTED.matcher(changed).replaceAll("$0, \"" + argument + "\"");
        if (changed.equals(manifest)) {
            throw ManifestNodes.invalid(NAME, "it has no argument --kube-subnet-mgr to put --iface-regex behind");
        }
        return changed;
    }

    @Override
    public NetworkNeeds needsOf(String manifest) {
        JsonNode backend = parsed(config(manifest)).path("Backend");
        List<String> modules = new ArrayList<>(List.of("br_netfilter"));
        List<NetworkPort> ports = new ArrayList<>();
        if (backend.path("Type").asText().equals("vxlan")) {
            modules.add("vxlan");
            int port = backend.path("Port").asInt(8472);
            ports.add(new NetworkPort("udp", port, "Flannel's packets between nodes (VXLAN)"));
        }
        return new NetworkNeeds(List.of("bridge", "host-local", "loopback", "portmap"), modules, ports, false);
    }

    private static ScalarNode config(String manifest) {
        return ConfigMaps.value(NAME, manifest, CONFIG_MAP, CONFIG);
    }

    private static ObjectNode parsed(ScalarNode config) {
        try {
            JsonNode json = new ObjectMapper().readTree(config.getValue());
            if (json instanceof ObjectNode object && object.path(NETWORK).isTextual()) {
                return object;
            }
            throw refused(config, "it has no \"" + NETWORK + "\"");
        } catch (JsonProcessingException e) {
            throw refused(config, "it is not JSON: " + e.getOriginalMessage());
        }
    }

    private static Failure refused(ScalarNode config, String what) {
        return ManifestNodes.invalid(ManifestNodes.place(NAME, config.getStartMark()), CONFIG + ": " + what);
    }
}
