package io.kubeferry.bundler.cli;

import io.kubeferry.manifests.catalogue.AddonRelease;
import io.kubeferry.manifests.catalogue.Catalogue;
import io.kubeferry.manifests.catalogue.KubernetesRelease;
import io.kubeferry.manifests.catalogue.NetworkRelease;
import io.kubeferry.manifests.catalogue.ToolRelease;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.image.Platform;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the catalogue knows, as fields of texts, lists and maps in an order for people. */
final class CatalogueReport {
    private static final List<String> PLATFORMS = List.of("linux/amd64", "linux/arm64");
    private static final String KUBERNETES = "kubernetes";
    /** More versions than a line can hold are told by their number. */
    private static final int MANY = 6;
    /** What comes with Kubernetes, by kubeadm's own hand. */
    private static final List<String> KUBEADMS_OWN = List.of("coredns", "kube-proxy");

    private final Catalogue catalogue;

    CatalogueReport(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** A line for everything. */
    Map<String, Object> everything() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put(
                KUBERNETES,
                catalogue.kubernetesMinors().stream().map(this::minor).toList());
        report.put("networks", catalogue.networks().stream().map(this::network).toList());
        report.put("addons", catalogue.addons().stream().map(this::addon).toList());
        report.put(
                "loadBalancers",
                Catalogue.loadBalancers().keySet().stream()
                        .map(this::loadBalancer)
                        .toList());
        report.put("tools", catalogue.toolNames().stream().map(this::tool).toList());
        return report;
    }

    /** One thing, or one version of it. */
    Map<String, Object> of(String name, Optional<String> version) {
        if (name.equals(KUBERNETES)) {
            return version.map(this::kubernetes).orElseGet(this::kubernetes);
        }
        if (catalogue.networks().contains(name)) {
            return version.map(wanted -> network(name, wanted))
                    .orElseGet(() -> versions("network", name, catalogue.networkVersions(name), this::networkRow));
        }
        if (catalogue.addons().contains(name)) {
            return version.map(wanted -> addon(name, wanted))
                    .orElseGet(() -> versions("addon", name, catalogue.addonVersions(name), this::addonRow));
        }
        if (Catalogue.loadBalancers().containsKey(name)) {
            return loadBalancer(name, version);
        }
        if (catalogue.toolNames().contains(name)) {
            return version.map(wanted -> tool(name, wanted)).orElseGet(() -> toolVersions(name));
        }
        if (KUBEADMS_OWN.contains(name)) {
            return kubeadmsOwn(name);
        }
        throw unknown(name);
    }

    private Failure unknown(String name) {
        List<String> known = new ArrayList<>(List.of(KUBERNETES));
        known.addAll(catalogue.networks());
        known.addAll(catalogue.addons());
        known.addAll(Catalogue.loadBalancers().keySet());
        known.addAll(catalogue.toolNames());
        return Failure.of(
                ExitCode.INVALID_INPUT,
                name,
                "the catalogue does not know it",
                "known are " + String.join(", ", known));
    }

    private Map<String, Object> minor(String minor) {
        Optional<KubernetesVersion> newest = newest(minor);
        KubernetesVersion version = newest.orElseGet(() -> KubernetesVersion.parse("v" + minor + ".0"));
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("minor", minor);
        row.put("newest", newest.map(Object::toString).orElse("by rules"));
        row.put("kubeadmApi", catalogue.kubernetes(version).kubeadmApi());
        row.put("containerd", "containerd " + catalogue.containerdRange(version));
        return row;
    }

    /** A release may have known binaries before its image list is. */
    private Optional<KubernetesVersion> newest(String minor) {
        return Stream.concat(
                        catalogue.kubernetesVersions().stream(),
                        catalogue.toolVersions("kubeadm").stream().map(KubernetesVersion::parse))
                .sorted()
                .filter(each -> each.minorName().equals(minor))
                .reduce((one, later) -> later);
    }

    private Map<String, Object> network(String provider) {
        String newest = catalogue.networkVersions(provider).last();
        NetworkRelease release = catalogue.network(provider, newest);
        return row(
                "name",
                provider,
                "newest",
                newest,
                "kubernetes",
                "Kubernetes " + release.kubernetes(),
                "networkPolicy",
                policy(release));
    }

    private static String policy(NetworkRelease release) {
        return release.networkPolicy() ? "enforces NetworkPolicy" : "no NetworkPolicy";
    }

    private Map<String, Object> addon(String name) {
        String newest = catalogue.addonVersions(name).last();
        return row(
                "name",
                name,
                "newest",
                newest,
                "kubernetes",
                "Kubernetes " + catalogue.addon(name, newest).kubernetes());
    }

    private Map<String, Object> loadBalancer(String provider) {
        return row(
                "name",
                provider,
                "images",
                texts(catalogue.loadBalancer(provider, Map.of()).images().values()));
    }

    private Map<String, Object> tool(String name) {
        List<String> versions = List.copyOf(catalogue.toolVersions(name));
        return row(
                "name",
                name,
                "newest",
                versions.isEmpty() ? "any" : versions.get(versions.size() - 1),
                "sha256",
                versions.isEmpty() ? "by upstream's checksum files" : "of " + versions.size() + " versions known");
    }

    private Map<String, Object> kubernetes() {
        Map<String, Object> report = new LinkedHashMap<>();
        for (String minor : catalogue.kubernetesMinors()) {
            report.put(
                    minor,
                    catalogue.kubernetesVersions().stream()
                            .filter(each -> each.minorName().equals(minor))
                            .map(Object::toString)
                            .reduce((one, other) -> one + " " + other)
                            .orElse("any patch, by the minor's rules"));
        }
        return report;
    }

    private Map<String, Object> kubernetes(String text) {
        KubernetesVersion version = version(text);
        KubernetesRelease release = catalogue.kubernetes(version);
        Map<String, Object> report = new LinkedHashMap<>();
        report.put(KUBERNETES, version.toString());
        report.put(
                "imageList",
                release.derivedFrom()
                        .map(known ->
                                "derived from " + known + ", unless its own kubeadm can be asked when it is locked")
                        .orElse("kubeadm's own, as published"));
        catalogue.kubernetesNote(version).ifPresent(note -> report.put("note", note));
        report.put("kubeadmApi", "kubeadm.k8s.io/" + release.kubeadmApi());
        report.put("containerd", catalogue.containerdRange(version).toString());
        report.put("images", texts(release.images().values()));
        report.put("tools", new LinkedHashMap<>(release.defaultTools()));
        Map<String, Object> networks = new LinkedHashMap<>();
        catalogue.networks().forEach(name -> networks.put(name, fitting(catalogue.networkVersionsFor(name, version))));
        report.put("networks", networks);
        Map<String, Object> addons = new LinkedHashMap<>();
        catalogue.addons().forEach(name -> addons.put(name, fitting(catalogue.addonVersionsFor(name, version))));
        report.put("addons", addons);
        return report;
    }

    private static KubernetesVersion version(String text) {
        try {
            return KubernetesVersion.parse(text.startsWith("v") ? text : "v" + text);
        } catch (IllegalArgumentException e) {
            throw Failure.of(ExitCode.INVALID_INPUT, KUBERNETES, e.getMessage(), "write it in full", e);
        }
    }

    private static String fitting(NavigableSet<String> versions) {
        if (versions.isEmpty()) {
            return "none";
        }
        String newest = versions.descendingSet().stream().limit(MANY).collect(Collectors.joining(" "));
        int older = versions.size() - MANY;
        return older > 0 ? newest + " and " + older + " older" : newest;
    }

    private interface Row {
        Map<String, Object> of(String name, String version);
    }

    private static Map<String, Object> versions(String what, String name, Collection<String> versions, Row row) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put(what, name);
        report.put(
                "versions",
                versions.stream().map(version -> row.of(name, version)).toList());
        return report;
    }

    private Map<String, Object> networkRow(String name, String version) {
        return row(
                "version",
                version,
                "kubernetes",
                "Kubernetes " + catalogue.network(name, version).kubernetes());
    }

    private Map<String, Object> addonRow(String name, String version) {
        return row(
                "version",
                version,
                "kubernetes",
                "Kubernetes " + catalogue.addon(name, version).kubernetes());
    }

    private Map<String, Object> network(String name, String wanted) {
        NetworkRelease release = catalogue.network(name, wanted);
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("network", name);
        report.put("version", release.version());
        addBeyond(report, release.newestKnown(), release.note());
        report.put("kubernetes", release.kubernetes().toString());
        report.put("networkPolicy", release.networkPolicy() ? "enforced" : "not enforced");
        report.put("podNetwork", release.podNetwork());
        report.put("manifest", release.manifest().toString());
        report.put("images", images(release.images()));
        return report;
    }

    private Map<String, Object> addon(String name, String wanted) {
        AddonRelease release = catalogue.addon(name, wanted);
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("addon", name);
        report.put("version", release.version());
        addBeyond(report, release.newestKnown(), release.note());
        report.put("kubernetes", release.kubernetes().toString());
        if (!release.conflicts().isEmpty()) {
            report.put("notWith", String.join(", ", release.conflicts()));
        }
        report.put("images", images(release.images()));
        report.put("manifests", release.manifests().stream().map(URI::toString).toList());
        return report;
    }

    private static void addBeyond(Map<String, Object> report, Optional<String> newestKnown, Optional<String> note) {
        newestKnown.ifPresent(newest -> report.put(
                "known", "later than " + newest + ", the newest known of its line; taken by the line's pattern"));
        note.ifPresent(text -> report.put("note", text));
    }

    private static Object images(List<ImageReference> images) {
        return images.isEmpty() ? "those that its manifest names" : texts(images);
    }

    private Map<String, Object> loadBalancer(String provider, Optional<String> version) {
        List<String> parts = Catalogue.loadBalancers().get(provider);
        Map<String, String> tags = version.map(tag -> Map.of(parts.get(0), tag)).orElse(Map.of());
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("loadBalancer", provider);
        report.put(
                "images", texts(catalogue.loadBalancer(provider, tags).images().values()));
        Map<String, Object> known = new LinkedHashMap<>();
        parts.forEach(
                part -> known.put(part, String.join(" ", catalogue.loadBalancerTags(part)) + ", or any other tag"));
        report.put("tags", known);
        return report;
    }

    private Map<String, Object> toolVersions(String name) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("tool", name);
        report.put("versions", "any whose checksum upstream publishes; the sha256 of these is known:");
        report.put("known", List.copyOf(catalogue.toolVersions(name)));
        return report;
    }

    private Map<String, Object> tool(String name, String version) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("tool", name);
        report.put("version", version);
        for (String platform : PLATFORMS) {
            ToolRelease release = catalogue.tool(name, version, Platform.parse(platform));
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("url", release.url().toString());
            fields.put(
                    "sha256",
                    release.sha256()
                            .map(digest -> digest.hex())
                            .or(() -> release.checksum().map(sum -> "from " + sum.url()))
                            .orElse("unknown"));
            report.put(platform, fields);
        }
        return report;
    }

    private Map<String, Object> kubeadmsOwn(String name) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("name", name);
        report.put(
                "note",
                "kubeadm brings it with Kubernetes; its image is in every bundle, and there is nothing to choose");
        Map<String, Object> images = new LinkedHashMap<>();
        catalogue
                .kubernetesMinors()
                .forEach(minor -> newest(minor)
                        .ifPresent(version -> images.put(
                                version.toString(),
                                catalogue.kubernetes(version).images().get(name).toString())));
        report.put("images", images);
        return report;
    }

    private static List<String> texts(Collection<ImageReference> images) {
        return images.stream().map(ImageReference::toString).toList();
    }

    private static Map<String, Object> row(Object... pairs) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            row.put((String) pairs[i], pairs[i + 1]);
        }
        return row;
    }
}
