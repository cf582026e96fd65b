package io.kubeferry.manifests.kubernetes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The Kubernetes objects of a document: itself, or what a List holds, Lists within Lists included. */
final class ObjectNodes {
    private static final String DEFINITIONS = "CustomResourceDefinitionList";

    private ObjectNodes() {}

    static List<Node> of(Node document) {
        List<Node> objects = new ArrayList<>();
        collect(document, objects, Collections.newSetFromMap(new IdentityHashMap<>()));
        return objects;
    }

    private static void collect(Node node, List<Node> objects, Set<Node> seen) {
        // Definitions run nothing, and in a list of their own they need not say what they are.
        if (!seen.add(node)
                || ManifestNodes.text(node, "kind").filter(DEFINITIONS::equals).isPresent()) {
            return;
        }
        Optional<SequenceNode> items = ManifestNodes.text(node, "kind")
                .filter(kind -> kind.endsWith("List"))
                .flatMap(kind -> ManifestNodes.find(node, "items"))
                .filter(SequenceNode.class::isInstance)
                .map(SequenceNode.class::cast);
        if (items.isPresent()) {
            items.get().getValue().forEach(item -> collect(item, objects, seen));
        } else {
            objects.add(node);
        }
    }

    /** The name in an object's metadata; empty where it has none. */
    static String nameOf(Node object) {
        return ManifestNodes.find(object, "metadata")
                .flatMap(metadata -> ManifestNodes.text(metadata, "name"))
                .orElse("");
    }

    static boolean is(Node object, String kind, String name) {
        return ManifestNodes.text(object, "kind").filter(kind::equals).isPresent()
                && nameOf(object).equals(name);
    }
}
