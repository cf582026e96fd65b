package io.kubeferry.bundler.spec;

import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.document.YamlValue;
import io.kubeferry.manifests.failure.Problems;
import io.kubeferry.manifests.kubernetes.ImagePlaces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads {@code addons}, and finds the files that their patterns mean. */
final class AddonReader {
    private final Path folder;
    private final Problems problems;
    private final Set<String> names = new HashSet<>();
    private final Set<URI> origins = new HashSet<>();

    /** Patterns are relative to the folder. */
    AddonReader(Path folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    List<AddonChoice> read(List<YamlValue> items) {
        List<AddonChoice> addons = new ArrayList<>();
        for (YamlValue item : items) {
            AddonChoice addon = addon(item);
            if (!names.add(addon.name())) {
                problems.add(
                        item.where(),
                        item.path() + " is '" + addon.name() + "' a second time",
                        "keep one of them, or give your own manifests another name");
            }
            addons.add(addon);
        }
        return addons;
    }

    private AddonChoice addon(YamlValue item) {
        Map.Entry<String, YamlValue> choice =
                item.entries().entrySet().iterator().next();
        YamlValue value = choice.getValue();
        return switch (choice.getKey()) {
            case SpecShape.OWN_MANIFESTS -> own(value);
            case SpecShape.OTHER_ADDON ->
                new AddonChoice.Catalogued(
                        value.get("name").text(), value.find("version").map(YamlValue::text));
            default ->
                new AddonChoice.Catalogued(
                        choice.getKey(), value.find("version").map(YamlValue::text));
        };
    }

    private AddonChoice own(YamlValue value) {
        List<OwnManifest> manifests = new ArrayList<>();
        for (YamlValue pattern : items(value, "files")) {
            files(pattern).forEach(manifest -> add(pattern, manifest, manifests));
        }
        for (YamlValue url : items(value, "urls")) {
            URI origin = URI.create(url.get("url").text());
            Digest sha256 = new Digest(url.get("sha256").text());
            add(url, new OwnManifest(origin, Optional.empty(), Optional.of(sha256)), manifests);
        }
        if (value.find("files").isEmpty() && value.find("urls").isEmpty()) {
            problems.add(value.where(), value.path() + " names no manifests", "add 'files: [shop/*.yaml]' or 'urls'");
        }
        return new AddonChoice.Own(value.get("name").text(), manifests, places(value));
    }

    private List<OwnManifest> files(YamlValue pattern) {
        List<OwnManifest> found = new ArrayList<>();
        try {
            for (Path file : new FilePattern(pattern.text()).filesIn(folder)) {
                found.add(new OwnManifest(origin(file), Optional.of(folder.resolve(file)), Optional.empty()));
            }
        } catch (IOException | UncheckedIOException e) {
            problems.add(
                    pattern.where(),
                    pattern.path() + ": files cannot be listed: " + e.getMessage(),
                    "check their permissions");
            return found;
        }
        if (found.isEmpty()) {
            problems.add(
                    pattern.where(),
                    pattern.path() + ": no file fits '" + pattern.text() + "'",
                    "patterns are relative to the spec's folder: add the file, or correct the pattern");
        }
        return found;
    }

    /** {@code file:shop/web.yaml}: a URI that says where the file is from the spec, on any machine. */
    private static URI origin(Path file) {
        try {
            // A path that begins without '/' is told apart from an authority by its opaque form.
            return new URI("file", file.toString(), null);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("any path can be quoted", e);
        }
    }

    private void add(YamlValue where, OwnManifest manifest, List<OwnManifest> manifests) {
        if (origins.add(manifest.origin())) {
            manifests.add(manifest);
        } else {
            problems.add(
                    where.where(),
                    where.path() + ": " + manifest.origin() + " is named a second time",
                    "name each manifest once");
        }
    }

    private static ImagePlaces places(YamlValue value) {
        Map<String, List<String>> fields = new TreeMap<>();
        List<String> arguments = new ArrayList<>();
        value.find("images").ifPresent(images -> {
            images.find("fields")
                    .ifPresent(given -> given.entries()
                            .forEach((kind, paths) -> fields.put(
                                    kind,
                                    paths.items().stream().map(YamlValue::text).toList())));
            items(images, "arguments").forEach(each -> arguments.add(each.text()));
        });
        return new ImagePlaces(fields, arguments);
    }

    private static List<YamlValue> items(YamlValue value, String key) {
        return value.find(key).map(YamlValue::items).orElse(List.of());
    }
}
