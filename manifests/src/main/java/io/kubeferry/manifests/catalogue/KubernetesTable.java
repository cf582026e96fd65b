package io.kubeferry.manifests.catalogue;

import io.kubeferry.manifests.document.MappingShape;
import io.kubeferry.manifests.document.Shape;
import io.kubeferry.manifests.document.Shapes;
import io.kubeferry.manifests.document.YamlValue;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.failure.Problems;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.kubernetes.KubeadmApi;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What {@code kubernetes.yaml} says. */
record KubernetesTable(NavigableMap<KubernetesVersion, Release> releases, NavigableMap<String, Minor> minors) {
    static final String NAME = "kubernetes.yaml";

    private static final List<String> TOOLS = List.of("containerd", "runc", "cni-plugins", "crictl", "registry");
    private static final List<String> CONTROL_PLANE =
            List.of("kube-apiserver", "kube-controller-manager", "kube-scheduler", "kube-proxy");

    static final CatalogueFile<KubernetesTable> FILE = new CatalogueFile<>(
            NAME, shape(), KubernetesTable::from, new KubernetesTable(new TreeMap<>(), new TreeMap<>()));

    /** A line of {@code releases}. */
    record Release(String where, String imageRepository, String etcd, String pause, String coredns) {
        static Release from(YamlValue value) {
            return new Release(
                    value.where(),
                    value.get("imageRepository").text(),
                    value.get("etcd").text(),
                    value.get("pause").text(),
                    value.get("coredns").text());
        }

        ImageReference image(String path) {
            return ImageReference.parse(imageRepository + "/" + path);
        }
    }

    /**
     * An entry of {@code minors}.
     *
     * @param images for releases of a minor of which none is listed
     */
    record Minor(
            Optional<ContainerdRange> containerd,
            Map<String, String> tools,
            Optional<Release> images,
            Optional<String> note) {
        static Minor from(YamlValue value) {
            Map<String, String> tools = new TreeMap<>();
            value.find("tools")
                    .ifPresent(given -> given.entries().forEach((tool, version) -> tools.put(tool, version.text())));
            return new Minor(
                    value.find("containerd").map(Minor::range),
                    tools,
                    value.find("images").map(Release::from),
                    value.find("note").map(YamlValue::text));
        }

        private static ContainerdRange range(YamlValue value) {
            return new ContainerdRange(
                    value.get("minimums").items().stream().map(YamlValue::text).toList(),
                    value.find("below").map(YamlValue::text));
        }

        Minor overlaidBy(Minor own) {
            Map<String, String> all = new TreeMap<>(tools);
            all.putAll(own.tools);
            return new Minor(
                    own.containerd.or(() -> containerd), all, own.images.or(() -> images), own.note.or(() -> note));
        }

        boolean isComplete() {
            return containerd.isPresent() && tools.keySet().containsAll(TOOLS);
        }
    }

    private static MappingShape shape() {
        Shape tag = Shapes.parsed("a tag", text -> ImageReference.parse("registry.k8s.io/any:" + text));
        Shape release = Shapes.mapping()
                .required("imageRepository", Shapes.parsed("registry/path", KubernetesTable::repository))
                .required("etcd", tag)
                .required("pause", tag)
                .required(
                        "coredns", Shapes.parsed("path:tag", path -> ImageReference.parse("registry.k8s.io/" + path)));
        return CatalogueFile.beginning("KubernetesReleases")
                .optional(
                        "minors",
                        Shapes.dictionary(Shapes.text("a minor such as 1.36", "1\\.[0-9]+"), minorShape(release)))
                .optional("releases", Shapes.dictionary(Shapes.parsed("a version", KubernetesVersion::parse), release));
    }

    private static Shape minorShape(Shape images) {
        Shape version = Shapes.text("a version such as 1.7.34", "[0-9]+(\\.[0-9]+){2}");
        MappingShape tools = Shapes.mapping();
        for (String tool : TOOLS) {
            tools = tools.optional(tool, ToolTable.version());
        }
        tools = tools.optional("etcd", ToolTable.version());
        return Shapes.mapping()
                .optional(
                        "containerd",
                        Shapes.mapping()
                                .required("minimums", Shapes.list(version).notEmpty())
                                .optional("below", version))
                .optional("tools", tools)
                .optional("images", images)
                .optional("note", Shapes.text());
    }

    private static ImageReference repository(String text) {
        ImageReference within = ImageReference.parse(text + "/any:any");
        if (!within.name().equals(text + "/any")) {
            throw new IllegalArgumentException("'" + text + "' does not begin with a registry's host name");
        }
        return within;
    }

    private static KubernetesTable from(YamlValue root) {
        NavigableMap<KubernetesVersion, Release> releases = new TreeMap<>();
        root.find("releases")
                .ifPresent(given -> given.entries()
                        .forEach(
                                (version, line) -> releases.put(KubernetesVersion.parse(version), Release.from(line))));
        NavigableMap<String, Minor> minors = new TreeMap<>(new VersionOrder());
        root.find("minors")
                .ifPresent(given -> given.entries().forEach((minor, line) -> minors.put(minor, Minor.from(line))));
        return new KubernetesTable(releases, minors);
    }

    KubernetesTable overlaidBy(KubernetesTable own) {
        NavigableMap<KubernetesVersion, Release> allReleases = new TreeMap<>(releases);
        allReleases.putAll(own.releases);
        NavigableMap<String, Minor> allMinors = new TreeMap<>(minors);
        own.minors.forEach((name, minor) -> allMinors.merge(name, minor, Minor::overlaidBy));
        return new KubernetesTable(allReleases, allMinors);
    }

    /** A release whose minor says too little cannot be bundled: better known at reading than at building. */
    void checkComplete(Problems problems) {
        releases.forEach((version, release) -> {
            if (!Optional.ofNullable(minors.get(version.minorName()))
                    .map(Minor::isComplete)
                    .orElse(false)) {
                problems.add(
                        release.where(),
                        "release " + version + " needs more about its minor",
                        "add minors: {\"" + version.minorName() + "\": …} with a containerd range and the tools "
                                + String.join(", ", TOOLS));
            }
        });
    }

    KubernetesRelease release(KubernetesVersion version) {
        Release release = releases.get(version);
        if (release != null) {
            return release(version, release, Optional.empty());
        }
        return later(version)
                .orElseThrow(() -> Failure.of(
                        ExitCode.INVALID_INPUT,
                        "Kubernetes " + version,
                        "the catalogue does not know this release; " + Nearest.to(version, releases.navigableKeySet()),
                        "take a known one, or describe this one under 'releases' of " + NAME
                                + " in a catalogue folder of your own"));
    }

    /** A patch that is not listed takes its images as the one before it does, or as its minor's rules say. */
    private Optional<KubernetesRelease> later(KubernetesVersion version) {
        Optional<KubernetesVersion> before = Optional.ofNullable(releases.floorKey(version))
                .filter(known -> known.minorName().equals(version.minorName()));
        if (before.isPresent()) {
            return before.map(known -> release(version, releases.get(known), Optional.of(known.toString())));
        }
        return Optional.ofNullable(minors.get(version.minorName()))
                .filter(Minor::isComplete)
                .flatMap(Minor::images)
                .map(rules -> release(version, rules, Optional.of("the rules of " + version.minorName())));
    }

    private KubernetesRelease release(KubernetesVersion version, Release release, Optional<String> derivedFrom) {
        Map<String, ImageReference> images = new TreeMap<>();
        CONTROL_PLANE.forEach(name -> images.put(name, release.image(name + ":" + version)));
        images.put("etcd", release.image("etcd:" + release.etcd()));
        images.put("pause", release.image("pause:" + release.pause()));
        images.put("coredns", release.image(release.coredns()));
        Map<String, String> tools = new TreeMap<>(Map.of("etcd", KubernetesRelease.etcdTools(images.get("etcd"))));
        tools.putAll(minors.get(version.minorName()).tools());
        return new KubernetesRelease(
                version,
                derivedFrom,
                release.imageRepository(),
                images,
                KubeadmApi.of(version).toString(),
                tools);
    }

    ContainerdRange containerdRange(KubernetesVersion version) {
        return Optional.ofNullable(minors.get(version.minorName()))
                .flatMap(Minor::containerd)
                .orElseThrow(() -> Failure.of(
                        ExitCode.INVALID_INPUT,
                        "Kubernetes " + version,
                        "the catalogue does not say which containerd goes with " + version.minorName(),
                        "add it under 'minors' of " + NAME + " in a catalogue folder of your own"));
    }

    Optional<String> note(KubernetesVersion version) {
        return Optional.ofNullable(minors.get(version.minorName())).flatMap(Minor::note);
    }
}
