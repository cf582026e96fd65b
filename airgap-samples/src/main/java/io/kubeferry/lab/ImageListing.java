package io.kubeferry.lab;

import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The images to publish, as {@code lab/images/images.yaml} lists them: a list {@code images} whose entries have {@code
 * image}, {@code format} ({@code docker} or {@code oci}), {@code entrypoint} and either {@code layers} (of linux/amd64) or
 * {@code platforms} (platform to layers).
 */
record ImageListing(List<LabImage> images) {
    private static final Set<String> KEYS = Set.of("image", "format", "entrypoint", "layers", "platforms");

    ImageListing {
        images = List.copyOf(images);
    }

    /** @throws IllegalArgumentException naming the entry, where an entry is not as described above */
    static ImageListing parse(Reader yaml) {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        Object root = new Yaml(new SafeConstructor(strict)).load(yaml);
        if (!(root instanceof Map<?, ?> map) || !(map.get("images") instanceof List<?> entries)) {
            throw new IllegalArgumentException("the listing is not a mapping with a list 'images'");
        }
        return new ImageListing(entries.stream().map(ImageListing::image).toList());
    }

    private static LabImage image(Object entry) {
        if (!(entry instanceof Map<?, ?> fields) || !(fields.get("image") instanceof String name)) {
            throw new IllegalArgumentException("an entry names no 'image': " + entry);
        }
        for (Object key : fields.keySet()) {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException(name + ": unknown key '" + key + "'");
            }
        }
        return new LabImage(name, format(name, fields.get("format")), texts(fields.get("entrypoint")), layers(fields));
    }

    private static ImageFormat format(String name, Object value) {
        return switch (String.valueOf(value).toLowerCase(Locale.ROOT)) {
            case "docker" -> ImageFormat.Docker;
            case "oci" -> ImageFormat.OCI;
            default -> throw new IllegalArgumentException(name + ": format '" + value + "' is neither docker nor oci");
        };
    }

    private static Map<String, List<String>> layers(Map<?, ?> fields) {
        Map<String, List<String>> layers = new LinkedHashMap<>();
        if (fields.get("platforms") instanceof Map<?, ?> platforms) {
            platforms.forEach((platform, folders) -> layers.put(String.valueOf(platform), texts(folders)));
        } else if (fields.containsKey("layers")) {
            layers.put("linux/amd64", texts(fields.get("layers")));
        }
        return layers;
    }

    private static List<String> texts(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }
}
