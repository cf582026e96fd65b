package io.kubeferry.lab;

import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One image of the connected world.
 *
 * @param name upstream's own reference, host first: {@code k8s.gcr.io/pause:3.2}
 * @param format which media types it is pushed with
 * @param entrypoint the argument vector it starts with; empty where pods name the command themselves
 * @param layers platform ({@code linux/amd64}) to the folders of its layers, lowest first; more than one platform makes
 *     an index, whose children stand in this map's order
 */
record LabImage(String name, ImageFormat format, List<String> entrypoint, Map<String, List<String>> layers) {
    LabImage {
        if (name.lastIndexOf(':') <= name.lastIndexOf('/')) {
            throw new IllegalArgumentException("image '" + name + "' has no tag");
        }
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("image '" + name + "' has no layers");
        }
        entrypoint = List.copyOf(entrypoint);
        layers = new LinkedHashMap<>(layers);
    }

    /** The repository without a tag. */
    String repository() {
        return name.substring(0, name.lastIndexOf(':'));
    }

    String tag() {
        return name.substring(name.lastIndexOf(':') + 1);
    }

    boolean hasSeveralPlatforms() {
        return layers.size() > 1;
    }

    /** The tag a platform's own manifest is pushed under: the image's, or one of its own below an index. */
    String tagOf(String platform) {
        return hasSeveralPlatforms() ? tag() + "-" + platform.substring(platform.indexOf('/') + 1) : tag();
    }
}
