package io.kubeferry.bundler.cli.catalogue;

import io.kubeferry.bundler.cli.output.Fields;
import io.kubeferry.manifests.catalogue.AddonRelease;
import io.kubeferry.manifests.catalogue.Catalogue;
import java.util.List;

/** Add-ons: their range of Kubernetes, their manifests, and what they cannot share a cluster with. */
final class AddonSection implements CatalogueSection {
    private final Catalogue catalogue;

    AddonSection(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public String title() {
        return "addons";
    }

    @Override
    public List<String> names() {
        return catalogue.addons();
    }

    @Override
    public List<Fields> rows() {
        return names().stream().map(this::row).toList();
    }

    private Fields row(String name) {
        String newest = catalogue.addonVersions(name).last();
        return new Fields()
                .with("name", name)
                .with("newest", newest)
                .with(
                        "kubernetes",
                        "Kubernetes " + catalogue.addon(name, newest).kubernetes());
    }

    @Override
    public Fields explain(String name) {
        return ReleaseFields.versions(
                "addon",
                name,
                catalogue.addonVersions(name),
                version -> catalogue.addon(name, version).kubernetes());
    }

    @Override
    public Fields explain(String name, String version) {
        AddonRelease release = catalogue.addon(name, version);
        Fields report = ReleaseFields.head("addon", name, release.version(), release.newestKnown(), release.note())
                .with("kubernetes", release.kubernetes().toString());
        if (!release.conflicts().isEmpty()) {
            Fields others = new Fields();
            release.conflicts().forEach(others::with);
            report.with("notWith", others);
        }
        ReleaseFields.addImages(report, release.images());
        return report.withTexts("manifests", release.manifests());
    }
}
