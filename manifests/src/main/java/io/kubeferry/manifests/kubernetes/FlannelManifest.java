package io.kubeferry.manifests.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Flannel's manifest and the one value of it that depends on the site: {@code Network} in {@code net-conf.json} of the
 * ConfigMap {@code kube-flannel-cfg}, which has to be the cluster's pod subnet.
 */
public final class FlannelManifest {
    private static final String NAME = "Flannel's manifest";
    private static final String CONFIG_MAP = "kube-flannel-cfg";
    private static final String CONFIG = "net-conf.json";
    private static final Pattern NETWORK = Pattern.compile("\"Network\"\\s*:\\s*\"([^\"\\\\]*)\"");
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern CIDR = Pattern.compile(OCTET + "(\\." + OCTET + "){3}/(3[0-2]|[12]?[0-9])");

    private FlannelManifest() {}

    /**
     * The manifest's pod network, such as {@code 10.244.0.0/16}.
     *
     * @throws Failure with {@link ExitCode#INVALID_INPUT} where the manifest has none
     */
    public static String networkOf(String manifest) {
        ScalarNode config = config(manifest);
        String where = ManifestNodes.place(NAME, config.getStartMark());
        try {
            String network = new ObjectMapper()
                    .readTree(config.getValue())
                    .path("Network")
                    .asText("");
            if (network.isEmpty()) {
                throw ManifestNodes.invalid(where, CONFIG + " has no \"Network\"");
            }
            return network;
        } catch (JsonProcessingException e) {
            throw ManifestNodes.invalid(where, CONFIG + " is not JSON: " + e.getOriginalMessage());
        }
    }

    /**
     * The manifest with another pod network; every other character is as it was.
     *
     * @param cidr an IPv4 network, such as {@code 10.244.0.0/16}
     * @throws Failure with {@link ExitCode#INVALID_INPUT} where the manifest has no such value, or it cannot be told
     *     apart in the text
     */
    public static String withPodSubnet(String manifest, String cidr) {
        if (!CIDR.matcher(cidr).matches()) {
            throw Failure.of(
                    ExitCode.INVALID_INPUT,
                    "pod subnet",
                    "'" + cidr + "' is not an IPv4 network",
                    "write it such as 10.244.0.0/16");
        }
        String network = networkOf(manifest);
        ScalarNode config = config(manifest);
        int start = manifest.offsetByCodePoints(0, config.getStartMark().getIndex());
        int end = manifest.offsetByCodePoints(0, config.getEndMark().getIndex());
        Matcher matcher = NETWORK.matcher(manifest).region(start, end);
        boolean found = matcher.find() && matcher.group(1).equals(network);
        int valueStart = found ? matcher.start(1) : 0;
        int valueEnd = found ? matcher.end(1) : 0;
        if (!found || matcher.find()) {
            throw ManifestNodes.invalid(
                    ManifestNodes.place(NAME, config.getStartMark()),
                    CONFIG + " does not have its \"Network\" exactly once and in plain text");
        }
        return manifest.substring(0, valueStart) + cidr + manifest.substring(valueEnd);
    }

    private static ScalarNode config(String manifest) {
        List<ScalarNode> configs = ManifestNodes.of(NAME, manifest).stream()
                .filter(FlannelManifest::isConfigMap)
                .flatMap(document -> ManifestNodes.find(document, "data").stream())
                .flatMap(data -> ManifestNodes.find(data, CONFIG).stream())
                .filter(ScalarNode.class::isInstance)
                .map(ScalarNode.class::cast)
                .toList();
        if (configs.size() != 1) {
            throw ManifestNodes.invalid(
                    NAME,
                    "it has " + configs.size() + " times the key " + CONFIG + " in a ConfigMap " + CONFIG_MAP
                            + ", expected is once");
        }
        return configs.get(0);
    }

    private static boolean isConfigMap(Node document) {
        return ManifestNodes.text(document, "kind").filter("ConfigMap"::equals).isPresent()
                && ManifestNodes.find(document, "metadata")
                        .flatMap(metadata -> ManifestNodes.text(metadata, "name"))
                        .filter(CONFIG_MAP::equals)
                        .isPresent();
    }
}
