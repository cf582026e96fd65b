package io.kubeferry.manifests.kubernetes;

import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Values of ConfigMaps in a manifest. */
final class ConfigMaps {
    private ConfigMaps() {}

    /** The only value of this key in the ConfigMap of this name. */
    static ScalarNode value(String name, String manifest, String configMap, String key) {
        return value(name, ManifestNodes.of(name, manifest), configMap, key);
    }

    /** The value of this key; empty where the ConfigMap has no such key, or is not there. */
    static Optional<ScalarNode> find(String name, String manifest, String configMap, String key) {
        return values(ManifestNodes.of(name, manifest), configMap, key).stream().findFirst();
    }

    private static List<ScalarNode> values(List<Node> documents, String configMap, String key) {
        return documents.stream()
                .flatMap(document -> ObjectNodes.of(document).stream())
                .filter(object -> ObjectNodes.is(object, "ConfigMap", configMap))
                .flatMap(object -> ManifestNodes.values(object, "data").stream())
                .flatMap(data -> ManifestNodes.values(data, key).stream())
                .filter(ScalarNode.class::isInstance)
                .map(ScalarNode.class::cast)
                .toList();
    }

    private static ScalarNode value(String name, List<Node> documents, String configMap, String key) {
        List<ScalarNode> values = values(documents, configMap, key);
        if (values.size() != 1) {
            throw ManifestNodes.invalid(
                    name,
                    "it has " + values.size() + " times the key " + key + " in a ConfigMap " + configMap
                            + ", expected is once");
        }
        return values.get(0);
    }

    /** The changed manifest, which must differ from the other one in this value alone. */
    static String onlyChanged(String name, String manifest, String changed, String configMap, String key) {
        List<Node> documents = ManifestNodes.of(name, manifest);
        List<Node> others = ManifestNodes.of(name, changed);
        ScalarNode before = value(name, documents, configMap, key);
        if (!new NodeComparison(before, value(name, others, configMap, key)).same(documents, others)) {
            throw ManifestNodes.invalid(
                    ManifestNodes.place(name, before.getStartMark()),
                    key + " cannot be changed without a change of something else");
        }
        return changed;
    }
}
