package io.kubeferry.manifests.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/**
 * An object that a manifest makes.
 *
 * @param apiVersion such as {@code apps/v1}; empty where the manifest does not say
 * @param namespace as the manifest has it; empty where it has none
 */
public record ManifestObject(String apiVersion, String kind, String namespace, String name) {
    private static final Set<String> ROLLED_OUT = Set.of("Deployment", "DaemonSet", "StatefulSet");

    /**
     * The objects of a manifest in their order, those in Lists one by one.
     *
     * @param file how the manifest is named in problems
     */
    public static List<ManifestObject> of(String file, String manifest) {
        List<ManifestObject> objects = new ArrayList<>();
        ManifestNodes.each(
                file,
                manifest,
                document -> ObjectNodes.of(document).stream()
                        .map(ManifestObject::of)
                        .forEach(objects::add));
        return objects;
    }

    private static ManifestObject of(Node object) {
        String namespace = ManifestNodes.find(object, "metadata")
                .flatMap(metadata -> ManifestNodes.text(metadata, "namespace"))
                .orElse("");
        return new ManifestObject(
                ManifestNodes.text(object, "apiVersion").orElse(""),
                ManifestNodes.text(object, "kind").orElse(""),
                namespace,
                ObjectNodes.nameOf(object));
    }

    /** Whether {@code kubectl rollout status} can wait for it. */
    public boolean isRolledOut() {
        return ROLLED_OUT.contains(kind);
    }
}
