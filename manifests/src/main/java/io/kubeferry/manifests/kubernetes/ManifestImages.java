package io.kubeferry.manifests.kubernetes;

import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.image.ImageReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Finds the images that a Kubernetes manifest makes nodes pull: every {@code image} of an item of {@code containers},
 * {@code initContainers} or {@code ephemeralContainers}, and every image volume, at any depth. So pods, all kinds that
 * have a pod template, Lists and custom resources that embed a pod are found alike. Images that stand elsewhere, in
 * arguments or in fields of a custom resource, cannot be told from other texts and are not found.
 */
public final class ManifestImages {
    private static final Set<String> CONTAINERS = Set.of("containers", "initContainers", "ephemeralContainers");

    private final String name;
    private final Set<ImageReference> images = new LinkedHashSet<>();

    /** Each node is looked at once: aliases cannot multiply the work, nor lead in a circle. */
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private ManifestImages(String name) {
        this.name = name;
    }

    /**
     * The images of a manifest of one or more documents, each once, in the order of their first appearance.
     *
     * @param name how the manifest is named in problems
     * @throws Failure with {@link ExitCode#INVALID_INPUT} where the manifest is not YAML or has an image that is none
     */
    public static List<ImageReference> of(String name, String manifest) {
        ManifestImages found = new ManifestImages(name);
        ManifestNodes.of(name, manifest).forEach(found::walk);
        return new ArrayList<>(found.images);
    }

    /** The same with more places to look at. */
    public static List<ImageReference> of(String name, String manifest, ImagePlaces places) {
        return of(name, manifest);
    }

    private void walk(Node node) {
        if (!seen.add(node)) {
            return;
        }
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(this::walk);
        } else if (node instanceof MappingNode mapping && !isSchema(mapping)) {
            mapping.getValue().forEach(this::walk);
        }
    }

    private void walk(NodeTuple tuple) {
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            throw ManifestNodes.invalid(
                    ManifestNodes.place(name, tuple.getKeyNode().getStartMark()),
                    "a key is not a text: is this a template that nobody has rendered?");
        }
        if (tuple.getValueNode() instanceof SequenceNode items) {
            if (CONTAINERS.contains(key.getValue())) {
                items.getValue().forEach(item -> add(item, "image"));
            } else if (key.getValue().equals("volumes")) {
                items.getValue()
                        .forEach(item ->
                                ManifestNodes.find(item, "image").ifPresent(volume -> add(volume, "reference")));
            }
        }
        walk(tuple.getValueNode());
    }

    /** A definition describes what may be written, and may name images in its examples and defaults. */
    private static boolean isSchema(MappingNode mapping) {
        return ManifestNodes.text(mapping, "kind")
                .filter("CustomResourceDefinition"::equals)
                .isPresent();
    }

    private void add(Node holder, String key) {
        ManifestNodes.find(holder, key)
                .filter(value -> !value.getTag().equals(Tag.NULL))
                .ifPresent(this::add);
    }

    private void add(Node value) {
        String where = ManifestNodes.place(name, value.getStartMark());
        if (!(value instanceof ScalarNode scalar)) {
            throw ManifestNodes.invalid(where, "an image is written as a text, this is none");
        }
        try {
            images.add(ImageReference.parse(scalar.getValue()));
        } catch (IllegalArgumentException e) {
            throw ManifestNodes.invalid(where, "'" + scalar.getValue() + "' is not an image: " + e.getMessage());
        }
    }
}
