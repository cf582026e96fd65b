package io.kubeferry.manifests.catalogue;

import io.kubeferry.manifests.document.MappingShape;
import io.kubeferry.manifests.document.Shapes;
import io.kubeferry.manifests.document.TextShape;
import io.kubeferry.manifests.document.YamlValue;
import io.kubeferry.manifests.image.ImageReference;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What a table says about a release, or about every release of a line; {@code {version}} stands for the version.
 *
 * @param manifest the manifest's URL, or what is before {@code files}
 * @param files the names of the manifests where there are several, in the order in which they are applied
 * @param networkPolicy whether it enforces NetworkPolicy; networks say so, add-ons do not
 * @param images those that the manifests name; empty where nobody has looked
 * @param newest of a line: the newest release known. A line without it holds only what is later than the listed releases
 */
record ReleaseEntry(
        UrlPattern manifest,
        List<String> files,
        KubernetesRange kubernetes,
        Optional<Boolean> networkPolicy,
        List<String> images,
        Optional<String> newest,
        Optional<String> note) {
    private static final String FORM = "v?[0-9]{1,6}(\\.[0-9]{1,6}){2}";

    /** A version in either spelling. */
    static boolean isVersion(String text) {
        return text.matches(FORM);
    }

    /** A version as upstream tags it. */
    static TextShape version() {
        return Shapes.text("a version such as v0.28.9", "v[0-9]{1,6}(\\.[0-9]{1,6}){2}");
    }

    static MappingShape shape() {
        TextShape minor = Shapes.text("a minor in quotes, such as \"1.17\"", "1\\.[0-9]{1,3}");
        return Shapes.mapping()
                .required("manifest", Shapes.parsed("an http or https URL", UrlPattern::new))
                .optional("files", Shapes.list(Shapes.text("a file's path", "[A-Za-z0-9._/-]+")))
                .required(
                        "kubernetes",
                        Shapes.mapping().required("minimum", minor).optional("maximum", minor))
                .optional("images", Shapes.list(Shapes.parsed("an image", ReleaseEntry::sampleImage)))
                .optional("note", Shapes.text());
    }

    static ReleaseEntry from(YamlValue value) {
        YamlValue kubernetes = value.get("kubernetes");
        return new ReleaseEntry(
                new UrlPattern(value.get("manifest").text()),
                texts(value, "files"),
                new KubernetesRange(
                        kubernetes.get("minimum").text(),
                        kubernetes.find("maximum").map(YamlValue::text)),
                value.find("networkPolicy").map(YamlValue::bool),
                texts(value, "images"),
                value.find("newest").map(YamlValue::text),
                value.find("note").map(YamlValue::text));
    }

    private static List<String> texts(YamlValue value, String key) {
        return value.find(key).map(YamlValue::items).orElse(List.of()).stream()
                .map(YamlValue::text)
                .toList();
    }

    private static ImageReference sampleImage(String pattern) {
        return image(pattern, "v1.2.3");
    }

    private static ImageReference image(String pattern, String version) {
        return ImageReference.parse(pattern.replace("{version}", version));
    }

    /** What can be supposed of a line that follows this one. */
    ReleaseEntry ofAnUnknownLine() {
        return new ReleaseEntry(
                manifest,
                files,
                KubernetesRange.unknown(),
                networkPolicy,
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    List<URI> manifestsOf(String version) {
        if (files.isEmpty()) {
            return List.of(manifest.filled(version));
        }
        return files.stream()
                .map(file -> manifest.filled(version).resolve(file))
                .toList();
    }

    List<ImageReference> imagesOf(String version) {
        return images.stream().map(pattern -> image(pattern, version)).toList();
    }
}
