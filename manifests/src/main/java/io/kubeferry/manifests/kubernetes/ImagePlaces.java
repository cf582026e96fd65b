package io.kubeferry.manifests.kubernetes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a manifest names images beside its containers, as the catalogue or the user declares it.
 *
 * @param fields from the kind of an object to dotted paths within it, such as {@code Prometheus -> spec.image} or
 *     {@code Rollout -> spec.steps[].image}: {@code []} stands for every item of a list. A path that an object does not
 *     have is passed over
 * @param argumentPrefixes what stands before an image in a container's {@code command} or {@code args}, such as
 *     {@code --prometheus-config-reloader=}; one that ends with {@code =} is found too where the image is the next
 *     argument
 */
public record ImagePlaces(Map<String, List<String>> fields, List<String> argumentPrefixes) {
    private static final ImagePlaces NONE = new ImagePlaces(Map.of(), List.of());

    public ImagePlaces {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        fields.forEach((kind, paths) -> copy.put(requireText("kind", kind), List.copyOf(paths)));
        copy.values().forEach(paths -> paths.forEach(NodePath::parse));
        fields = copy;
        argumentPrefixes = List.copyOf(argumentPrefixes);
        argumentPrefixes.forEach(prefix -> requireText("prefix of an argument", prefix));
    }

    /** Nothing but containers and image volumes. */
    public static ImagePlaces none() {
        return NONE;
    }

    /** The paths declared for objects of this kind. */
    List<NodePath> pathsOf(String kind) {
        return fields.getOrDefault(kind, List.of()).stream()
                .map(NodePath::parse)
                .toList();
    }

    /** The image in an argument such as {@code --prometheus-config-reloader=quay.io/…}. */
    Optional<String> imageIn(String argument) {
        return argumentPrefixes.stream()
                .filter(argument::startsWith)
                .findFirst()
                .map(prefix -> argument.substring(prefix.length()));
    }

    /** Whether the next argument is an image, as after {@code --prometheus-config-reloader}. */
    boolean isFollowedByImage(String argument) {
        return argumentPrefixes.contains(argument + "=");
    }

    private static String requireText(String name, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a " + name + " is empty");
        }
        return text;
    }
}
