package io.kubeferry.bundler.cli.catalogue;

import io.kubeferry.bundler.cli.output.Fields;
import io.kubeferry.manifests.catalogue.Catalogue;
import io.kubeferry.manifests.catalogue.KubernetesRelease;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Kubernetes: a line for each minor; one release with everything that goes with it. */
final class KubernetesSection implements CatalogueSection {
    private static final String NAME = "kubernetes";
    /** More versions than a line can hold are told by their number. */
    private static final int MANY = 6;

    private final Catalogue catalogue;
    private final KubernetesMinors minors;

    KubernetesSection(Catalogue catalogue, KubernetesMinors minors) {
        this.catalogue = catalogue;
        this.minors = minors;
    }

    @Override
    public String title() {
        return NAME;
    }

    @Override
    public List<String> names() {
        return List.of(NAME);
    }

    @Override
    public List<Fields> rows() {
        return minors.names().stream().map(this::row).toList();
    }

    private Fields row(String minor) {
        Optional<KubernetesVersion> newest = minors.newest(minor);
        KubernetesVersion version = newest.orElseGet(() -> KubernetesVersion.parse("v" + minor + ".0"));
        return new Fields()
                .with("minor", minor)
                .with("newest", newest.map(Object::toString).orElse("by rules"))
                .with("kubeadmApi", catalogue.kubernetes(version).kubeadmApi())
                .with("containerd", "containerd " + catalogue.containerdRange(version));
    }

    @Override
    public Fields explain(String name) {
        Fields report = new Fields();
        for (String minor : minors.names()) {
            String patches =
                    minors.patches(minor).stream().map(Object::toString).collect(Collectors.joining(" "));
            report.with(minor, patches.isEmpty() ? "any patch, by the minor's rules" : patches);
        }
        return report;
    }

    @Override
    public Fields explain(String name, String text) {
        KubernetesVersion version = version(text);
        KubernetesRelease release = catalogue.kubernetes(version);
        Fields tools = new Fields();
        release.defaultTools().forEach(tools::with);
        return new Fields()
                .with(NAME, version.toString())
                .with("imageList", imageList(release))
                .with("note", catalogue.kubernetesNote(version))
                .with("kubeadmApi", "kubeadm.k8s.io/" + release.kubeadmApi())
                .with("containerd", catalogue.containerdRange(version).toString())
                .withTexts("images", release.images().values())
                .with("tools", tools)
                .with("networks", fitting(catalogue.networks(), each -> catalogue.networkVersionsFor(each, version)))
                .with("addons", fitting(catalogue.addons(), each -> catalogue.addonVersionsFor(each, version)));
    }

    private static String imageList(KubernetesRelease release) {
        return release.derivedFrom()
                .map(known -> "derived from " + known + ", unless its own kubeadm can be asked when it is locked")
                .orElse("kubeadm's own, as published");
    }

    private static KubernetesVersion version(String text) {
        try {
            return KubernetesVersion.parse(text.startsWith("v") ? text : "v" + text);
        } catch (IllegalArgumentException e) {
            throw Failure.of(ExitCode.INVALID_INPUT, NAME, e.getMessage(), "write it in full", e);
        }
    }

    private static Fields fitting(Collection<String> names, Function<String, NavigableSet<String>> versions) {
        Fields fields = new Fields();
        names.forEach(name -> fields.with(name, newestOf(versions.apply(name))));
        return fields;
    }

    private static String newestOf(NavigableSet<String> versions) {
        if (versions.isEmpty()) {
            return "none";
        }
        String newest = versions.descendingSet().stream().limit(MANY).collect(Collectors.joining(" "));
        int older = versions.size() - MANY;
        return older > 0 ? newest + " and " + older + " older" : newest;
    }
}
