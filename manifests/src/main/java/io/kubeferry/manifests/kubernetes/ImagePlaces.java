package io.kubeferry.manifests.kubernetes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a manifest names images beside its containers, as the catalogue or the user declares it.
 *
 * @param fields from the kind of an object to dotted paths within it, such as {@code Prometheus -> spec.image}
 * @param argumentPrefixes what stands before an image in a container's arguments
 */
public record ImagePlaces(Map<String, List<String>> fields, List<String> argumentPrefixes) {
    public ImagePlaces {
        fields = new LinkedHashMap<>(fields);
        argumentPrefixes = List.copyOf(argumentPrefixes);
    }

    /** Nothing but containers and image volumes. */
    public static ImagePlaces none() {
        return new ImagePlaces(Map.of(), List.of());
    }
}
