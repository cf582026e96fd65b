package io.kubeferry.installer.phase;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The daemon sets of a network's manifest: the network works where they run. */
final class NetworkWorkloads {
    private NetworkWorkloads() {}

    /** {@code namespace/daemonset/name} of each, as the facts of the cluster name them. */
    static List<String> of(String manifest) {
        List<String> found = new ArrayList<>();
        for (Object document : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(manifest)) {
            if (document instanceof Map<?, ?> resource && "DaemonSet".equals(resource.get("kind"))) {
                Map<?, ?> metadata = (Map<?, ?>) resource.get("metadata");
                Object namespace = metadata.get("namespace");
                found.add((namespace == null ? "default" : namespace) + "/daemonset/" + metadata.get("name"));
            }
        }
        return found;
    }
}
