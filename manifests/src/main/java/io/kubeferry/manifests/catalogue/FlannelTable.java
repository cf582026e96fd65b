package io.kubeferry.manifests.catalogue;

import io.kubeferry.manifests.document.MappingShape;
import io.kubeferry.manifests.document.Shape;
import io.kubeferry.manifests.document.Shapes;
import io.kubeferry.manifests.document.TextShape;
import io.kubeferry.manifests.document.YamlValue;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.failure.Problems;
import io.kubeferry.manifests.image.ImageReference;
import java.net.URI;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What {@code flannel.yaml} says.
 *
 * @param standard the default, with its place in the file; an overlay may leave it out
 */
record FlannelTable(Optional<Standard> standard, NavigableMap<String, Release> releases) {
    static final String NAME = "flannel.yaml";
    static final CatalogueFile<FlannelTable> FILE = new CatalogueFile<>(
            NAME, shape(), FlannelTable::from, new FlannelTable(Optional.empty(), new TreeMap<>(new VersionOrder())));

    private static final Pattern VERSION = Pattern.compile("v?[0-9]{1,6}(\\.[0-9]{1,6}){2}");

    /** The version that is taken by default. */
    record Standard(String where, String version) {}

    /**
     * A release.
     *
     * @param images those that its manifest names; empty where nobody has looked
     */
    record Release(NetworkRelease release, List<ImageReference> images) {
        static Release from(String version, YamlValue value) {
            YamlValue kubernetes = value.get("kubernetes");
            List<ImageReference> images = value.find("images").map(YamlValue::items).orElse(List.of()).stream()
                    .map(image -> ImageReference.parse(image.text()))
                    .toList();
            NetworkRelease release = new NetworkRelease(
                    "flannel",
                    version,
                    URI.create(value.get("manifest").text()),
                    kubernetes.get("minimum").text(),
                    kubernetes.find("maximum").map(YamlValue::text),
                    value.get("networkPolicy").bool());
            return new Release(release, images);
        }
    }

    private static MappingShape shape() {
        TextShape version = Shapes.text("a version such as v0.28.9", "v[0-9]{1,6}(\\.[0-9]{1,6}){2}");
        TextShape minor = Shapes.text("a minor in quotes, such as \"1.17\"", "1\\.[0-9]{1,3}");
        Shape release = Shapes.mapping()
                .required("manifest", Shapes.parsed("an http or https URL", UrlPattern::new))
                .required(
                        "kubernetes",
                        Shapes.mapping().required("minimum", minor).optional("maximum", minor))
                .required("networkPolicy", Shapes.bool())
                .optional("images", Shapes.list(Shapes.parsed("an image", ImageReference::parse)));
        return CatalogueFile.beginning("FlannelReleases")
                .optional("default", version)
                .optional("releases", Shapes.dictionary(version, release));
    }

    private static FlannelTable from(YamlValue root) {
        NavigableMap<String, Release> releases = new TreeMap<>(new VersionOrder());
        root.find("releases")
                .ifPresent(given -> given.entries()
                        .forEach((version, value) -> releases.put(version, Release.from(version, value))));
        return new FlannelTable(root.find("default").map(value -> new Standard(value.where(), value.text())), releases);
    }

    FlannelTable overlaidBy(FlannelTable own) {
        NavigableMap<String, Release> all = new TreeMap<>(releases);
        all.putAll(own.releases);
        return new FlannelTable(own.standard.or(() -> standard), all);
    }

    void checkComplete(Problems problems) {
        standard.filter(given -> !releases.containsKey(given.version()))
                .ifPresent(given -> problems.add(
                        given.where(),
                        "the default " + given.version() + " is not among the releases",
                        "add it, or take another default; " + Nearest.to(given.version(), releases.navigableKeySet())));
    }

    String defaultVersion() {
        return standard.orElseThrow().version();
    }

    Release release(String version) {
        String known = "v" + VersionOrder.bare(version);
        boolean form = VERSION.matcher(version).matches();
        if (!form || !releases.containsKey(known)) {
            throw Failure.of(
                    ExitCode.INVALID_INPUT,
                    "Flannel " + version,
                    form
                            ? "the catalogue does not know this release; "
                                    + Nearest.to(known, releases.navigableKeySet())
                            : "'" + version + "' is not a version such as " + defaultVersion(),
                    "take a known one, or describe this one under 'releases' of " + NAME
                            + " in a catalogue folder of your own");
        }
        return releases.get(known);
    }
}
