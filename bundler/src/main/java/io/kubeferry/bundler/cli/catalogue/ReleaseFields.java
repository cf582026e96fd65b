package io.kubeferry.bundler.cli.catalogue;

import io.kubeferry.bundler.cli.output.Fields;
import io.kubeferry.manifests.catalogue.KubernetesRange;
import io.kubeferry.manifests.image.ImageReference;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What networks and add-ons are told alike: both are upstream's manifests for a range of Kubernetes. */
final class ReleaseFields {
    private ReleaseFields() {}

    /** All known versions, each with its range. */
    static Fields versions(
            String what, String name, Collection<String> versions, Function<String, KubernetesRange> ranges) {
        return new Fields()
                .with(what, name)
                .withRows(
                        "versions",
                        versions,
                        version -> new Fields()
                                .with("version", version)
                                .with("kubernetes", "Kubernetes " + ranges.apply(version)));
    }

    /** The head of an explanation, with what is known of a version beyond the tables. */
    static Fields head(String what, String name, String version, Optional<String> newestKnown, Optional<String> note) {
        return new Fields()
                .with(what, name)
                .with("version", version)
                .with(
                        "known",
                        newestKnown.map(newest ->
                                "later than " + newest + ", the newest known of its line; taken by the line's pattern"))
                .with("note", note);
    }

    /** The images that the catalogue declares. */
    static void addImages(Fields fields, List<ImageReference> images) {
        if (images.isEmpty()) {
            fields.with("images", "those that its manifest names");
        } else {
            fields.withTexts("images", images);
        }
    }
}
