package io.kubeferry.bundler.cli.catalogue;

import io.kubeferry.bundler.cli.output.Fields;
import io.kubeferry.manifests.catalogue.Catalogue;
import io.kubeferry.manifests.catalogue.NetworkRelease;
import java.util.List;

/** Networks: their range of Kubernetes, where the pod network is set, and whether they enforce NetworkPolicy. */
final class NetworkSection implements CatalogueSection {
    private final Catalogue catalogue;

    NetworkSection(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public String title() {
        return "networks";
    }

    @Override
    public List<String> names() {
        return catalogue.networks();
    }

    @Override
    public List<Fields> rows() {
        return names().stream().map(this::row).toList();
    }

    private Fields row(String provider) {
        String newest = catalogue.networkVersions(provider).last();
        NetworkRelease release = catalogue.network(provider, newest);
        return new Fields()
                .with("name", provider)
                .with("newest", newest)
                .with("kubernetes", "Kubernetes " + release.kubernetes())
                .with("networkPolicy", release.networkPolicy() ? "enforces NetworkPolicy" : "no NetworkPolicy");
    }

    @Override
    public Fields explain(String name) {
        return ReleaseFields.versions(
                "network",
                name,
                catalogue.networkVersions(name),
                version -> catalogue.network(name, version).kubernetes());
    }

    @Override
    public Fields explain(String name, String version) {
        NetworkRelease release = catalogue.network(name, version);
        Fields report = ReleaseFields.head("network", name, release.version(), release.newestKnown(), release.note())
                .with("kubernetes", release.kubernetes().toString())
                .with("networkPolicy", release.networkPolicy() ? "enforced" : "not enforced")
                .with("podNetwork", release.podNetwork())
                .with("manifest", release.manifest().toString());
        ReleaseFields.addImages(report, release.images());
        return report;
    }
}
