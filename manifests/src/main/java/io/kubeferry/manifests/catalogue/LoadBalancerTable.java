package io.kubeferry.manifests.catalogue;

import io.kubeferry.manifests.document.MappingShape;
import io.kubeferry.manifests.document.Shape;
import io.kubeferry.manifests.document.Shapes;
import io.kubeferry.manifests.document.TextShape;
import io.kubeferry.manifests.document.YamlValue;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.image.ImageReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What {@code load-balancers.yaml} says: part ({@code haproxy}, {@code keepalived}, …) to its images. */
record LoadBalancerTable(Map<String, Part> parts) {
    static final String NAME = "load-balancers.yaml";
    /** What each provider consists of; the first part is the one whose version is the provider's. */
    static final Map<String, List<String>> PROVIDERS = new TreeMap<>(Map.of(
            "haproxy", List.of("haproxy", "keepalived"),
            "kubeVip", List.of("kube-vip"),
            "nginx", List.of("nginx", "keepalived")));

    private static final List<String> PARTS = List.of("haproxy", "keepalived", "kube-vip", "nginx");
    static final CatalogueFile<LoadBalancerTable> FILE =
            new CatalogueFile<>(NAME, shape(), LoadBalancerTable::from, new LoadBalancerTable(Map.of()));

    /**
     * A part of a load balancer; what is empty in an overlay is as in the catalogue below it.
     *
     * @param standard the tag that is taken by default
     * @param repository the repository of tags that are not listed
     * @param tags the images of tags that are
     */
    record Part(Optional<String> standard, Optional<String> repository, Map<String, ImageReference> tags) {
        static Part from(YamlValue value) {
            Map<String, ImageReference> tags = new TreeMap<>();
            value.find("tags")
                    .ifPresent(given ->
                            given.entries().forEach((tag, image) -> tags.put(tag, ImageReference.parse(image.text()))));
            return new Part(
                    value.find("default").map(YamlValue::text),
                    value.find("repository").map(YamlValue::text),
                    tags);
        }

        Part overlaidBy(Part own) {
            Map<String, ImageReference> all = new TreeMap<>(tags);
            all.putAll(own.tags);
            return new Part(own.standard.or(() -> standard), own.repository.or(() -> repository), all);
        }

        ImageReference image(Optional<String> wanted) {
            String tag = wanted.or(() -> standard).orElseThrow();
            return Optional.ofNullable(tags.get(tag))
                    .orElseGet(() -> ImageReference.parse(repository.orElseThrow() + ":" + tag));
        }
    }

    private static MappingShape shape() {
        TextShape tag = Shapes.parsed("a tag", text -> ImageReference.parse("docker.io/library/any:" + text));
        Shape part = Shapes.mapping()
                .optional("default", tag)
                .optional("repository", Shapes.parsed("registry/path", text -> ImageReference.parse(text + ":any")))
                .optional("tags", Shapes.dictionary(tag, Shapes.parsed("an image", ImageReference::parse)));
        MappingShape shape = CatalogueFile.beginning("LoadBalancers");
        for (String name : PARTS) {
            shape = shape.optional(name, part);
        }
        return shape;
    }

    private static LoadBalancerTable from(YamlValue root) {
        Map<String, Part> parts = new TreeMap<>();
        for (String name : PARTS) {
            root.find(name).ifPresent(value -> parts.put(name, Part.from(value)));
        }
        return new LoadBalancerTable(parts);
    }

    LoadBalancerTable overlaidBy(LoadBalancerTable own) {
        Map<String, Part> all = new TreeMap<>(parts);
        own.parts.forEach((name, part) -> all.merge(name, part, Part::overlaidBy));
        return new LoadBalancerTable(all);
    }

    ImageReference image(String part, Optional<String> tag) {
        try {
            return parts.get(part).image(tag);
        } catch (IllegalArgumentException e) {
            throw Failure.of(
                    ExitCode.INVALID_INPUT,
                    part,
                    e.getMessage(),
                    "take one of the known tags "
                            + String.join(", ", parts.get(part).tags().keySet()) + ", or another of the image's own");
        }
    }
}
