package io.kubeferry.manifests.kubernetes;

import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.image.ImageReference;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The search for images through the objects of a manifest. */
final class ImageSearch {
    private static final Set<String> CONTAINERS = Set.of("containers", "initContainers", "ephemeralContainers");

    /** Kubernetes' own kinds that run containers: what stands for an image there has to be one. */
    private static final Set<String> WORKLOADS = Set.of(
            "Pod",
            "PodTemplate",
            "Deployment",
            "DaemonSet",
            "StatefulSet",
            "ReplicaSet",
            "ReplicationController",
            "Job",
            "CronJob",
            "");

    /** Takes what is found, as often as it stands there. */
    interface Found {
        /**
         * An image.
         *
         * @param holder the container, image volume or object that names it
         */
        void image(ImageReference image, ScalarNode text, Node holder);

        /** What stands for an image in a container of a custom resource and is none, such as the pattern of a policy. */
        default void noImage(String where, String what) {}
    }

    private final String name;
    private final ImagePlaces places;
    private final Found found;

    /** Each node is looked at once: aliases cannot multiply the work, nor lead in a circle. */
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private boolean workload;

    private ImageSearch(String name, ImagePlaces places, Found found) {
        this.name = name;
        this.places = places;
        this.found = found;
    }

    static void through(String name, String manifest, ImagePlaces places, Found found) {
        ManifestNodes.each(name, manifest, document -> new ImageSearch(name, places, found).search(document));
    }

    private void search(Node document) {
        for (Node object : ObjectNodes.of(document)) {
            String kind = ManifestNodes.text(object, "kind").orElse("");
            // A definition describes what may be written, and may name images in its examples and defaults.
            if (!kind.equals("CustomResourceDefinition")) {
                workload = WORKLOADS.contains(kind);
                walk(object);
                workload = true;
                places.pathsOf(kind).forEach(path -> path.in(object).forEach(value -> add(value, object)));
            }
        }
    }

    private void walk(Node node) {
        if (!seen.add(node)) {
            return;
        }
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(this::walk);
        } else if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(this::walk);
        }
    }

    private void walk(NodeTuple tuple) {
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            throw Failure.of(
                    ExitCode.INVALID_INPUT,
                    ManifestNodes.place(name, tuple.getKeyNode().getStartMark()),
                    "a key is not a text",
                    Templates.hint("{{").orElseThrow());
        }
        if (tuple.getValueNode() instanceof SequenceNode items) {
            if (CONTAINERS.contains(key.getValue())) {
                items.getValue().forEach(this::container);
            } else if (key.getValue().equals("volumes")) {
                items.getValue()
                        .forEach(item ->
                                ManifestNodes.values(item, "image").forEach(volume -> add(volume, "reference")));
            }
        }
        walk(tuple.getValueNode());
    }

    private void container(Node container) {
        add(container, "image");
        if (!places.argumentPrefixes().isEmpty()) {
            arguments(container, "command");
            arguments(container, "args");
        }
    }

    private void add(Node holder, String key) {
        ManifestNodes.values(holder, key).forEach(value -> add(value, holder));
    }

    private void add(Node value, Node holder) {
        if (value instanceof ScalarNode scalar) {
            if (!scalar.getTag().equals(Tag.NULL)) {
                add(scalar, scalar.getValue(), holder);
            }
        } else {
            refuse(value, "an image is written as a text, this is none", "{{");
        }
    }

    private void add(ScalarNode scalar, String text, Node holder) {
        ImageReference image;
        try {
            image = ImageReference.parse(text);
        } catch (IllegalArgumentException e) {
            refuse(scalar, "'" + text + "' is not an image: " + e.getMessage(), text);
            return;
        }
        found.image(image, scalar, holder);
    }

    private void refuse(Node value, String what, String text) {
        String where = ManifestNodes.place(name, value.getStartMark());
        if (workload) {
            throw Failure.of(
                    ExitCode.INVALID_INPUT, where, what, Templates.hint(text).orElse(ManifestNodes.NEXT));
        }
        found.noImage(where, what);
    }

    private void arguments(Node container, String key) {
        for (Node list : ManifestNodes.values(container, key)) {
            if (list instanceof SequenceNode sequence) {
                arguments(sequence, container);
            }
        }
    }

    private void arguments(SequenceNode list, Node container) {
        boolean next = false;
        for (Node item : list.getValue()) {
            if (item instanceof ScalarNode argument) {
                String text = argument.getValue();
                if (next) {
                    add(argument, text, container);
                } else {
                    places.imageIn(text).ifPresent(image -> add(argument, image, container));
                }
                next = !next && places.isFollowedByImage(text);
            }
        }
    }
}
