package io.kubeferry.manifests.catalogue;

import io.kubeferry.manifests.document.MappingShape;
import io.kubeferry.manifests.document.Shape;
import io.kubeferry.manifests.document.Shapes;
import io.kubeferry.manifests.document.TextShape;
import io.kubeferry.manifests.document.YamlValue;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.failure.Problems;
import io.kubeferry.manifests.kubernetes.ImagePlaces;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What {@code addons.yaml} says. */
record AddonTable(NavigableMap<String, Addon> addons) {
    static final String NAME = "addons.yaml";
    static final CatalogueFile<AddonTable> FILE =
            new CatalogueFile<>(NAME, shape(), AddonTable::from, new AddonTable(new TreeMap<>()));

    /**
     * An add-on; what is empty in an overlay is as in the catalogue below it.
     *
     * @param where its place in the file
     */
    record Addon(String where, Map<String, String> conflicts, Optional<ImagePlaces> places, ReleaseTable table) {
        static Addon from(YamlValue value) {
            return new Addon(
                    value.where(),
                    conflicts(value),
                    value.find("imagePlaces").map(Addon::places),
                    ReleaseTable.from(value));
        }

        private static Map<String, String> conflicts(YamlValue value) {
            Map<String, String> conflicts = new TreeMap<>();
            value.find("conflicts")
                    .ifPresent(given -> given.entries().forEach((name, reason) -> conflicts.put(name, reason.text())));
            return conflicts;
        }

        private static ImagePlaces places(YamlValue value) {
            Map<String, List<String>> fields = new TreeMap<>();
            value.find("fields")
                    .ifPresent(given -> given.entries()
                            .forEach((kind, paths) -> fields.put(
                                    kind,
                                    paths.items().stream().map(YamlValue::text).toList())));
            return new ImagePlaces(fields, texts(value, "arguments"));
        }

        private static List<String> texts(YamlValue value, String key) {
            return value.find(key).map(YamlValue::items).orElse(List.of()).stream()
                    .map(YamlValue::text)
                    .toList();
        }

        Addon overlaidBy(Addon own) {
            return new Addon(
                    own.where,
                    own.conflicts.isEmpty() ? conflicts : own.conflicts,
                    own.places.or(() -> places),
                    table.overlaidBy(own.table));
        }
    }

    private static MappingShape shape() {
        TextShape name = Shapes.text("a name of lower-case letters, digits and '-'", "[a-z][a-z0-9-]*");
        Shape places = Shapes.mapping()
                .optional("fields", Shapes.dictionary(Shapes.text(), Shapes.list(Shapes.text())))
                .optional("arguments", Shapes.list(Shapes.text()));
        MappingShape addon = Shapes.mapping()
                .optional("conflicts", Shapes.dictionary(name, Shapes.text()))
                .optional("imagePlaces", places);
        return CatalogueFile.beginning("Addons")
                .optional("addons", Shapes.dictionary(name, ReleaseTable.in(addon, ReleaseEntry.shape())));
    }

    private static AddonTable from(YamlValue root) {
        NavigableMap<String, Addon> addons = new TreeMap<>();
        root.find("addons")
                .ifPresent(given -> given.entries().forEach((name, value) -> addons.put(name, Addon.from(value))));
        return new AddonTable(addons);
    }

    AddonTable overlaidBy(AddonTable own) {
        NavigableMap<String, Addon> all = new TreeMap<>(addons);
        own.addons.forEach((name, addon) -> all.merge(name, addon, Addon::overlaidBy));
        return new AddonTable(all);
    }

    void checkComplete(Problems problems) {
        addons.forEach((name, addon) -> {
            addon.table().checkComplete(problems);
            if (addon.table().standard().isEmpty()) {
                problems.add(
                        addon.where(),
                        "add-on " + name + " is new and lacks a 'default'",
                        "add it; where an existing add-on was meant, the names are "
                                + String.join(", ", addons.keySet()));
            }
        });
    }

    Addon addon(String name) {
        return Optional.ofNullable(addons.get(name))
                .orElseThrow(() -> Failure.of(
                        ExitCode.INVALID_INPUT,
                        "add-on " + name,
                        "the catalogue does not know it",
                        "known are " + String.join(", ", addons.keySet()) + "; add others to " + NAME
                                + " in a catalogue folder of your own, or carry your own files by 'manifests'"));
    }

    String defaultFor(String name, KubernetesVersion kubernetes) {
        return addon(name).table().defaultFor(kubernetes);
    }

    AddonRelease release(String name, String version) {
        Addon addon = addon(name);
        ReleaseTable.Found found = addon.table().release(version, name, NAME);
        return new AddonRelease(
                name,
                found.version(),
                found.entry().manifestsOf(found.version()),
                found.entry().kubernetes(),
                addon.places().orElse(ImagePlaces.none()),
                addon.conflicts(),
                found.entry().imagesOf(found.version()),
                found.newestKnown(),
                found.entry().note());
    }
}
