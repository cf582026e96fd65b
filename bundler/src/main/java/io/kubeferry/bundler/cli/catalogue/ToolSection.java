package io.kubeferry.bundler.cli.catalogue;

import io.kubeferry.bundler.cli.output.Fields;
import io.kubeferry.manifests.catalogue.Catalogue;
import io.kubeferry.manifests.catalogue.ToolRelease;
import io.kubeferry.manifests.image.Platform;
import java.util.List;
import java.util.NavigableSet;

/** Tools: the versions whose sha256 is known, and where one version comes from. */
final class ToolSection implements CatalogueSection {
    private static final List<String> PLATFORMS = List.of("linux/amd64", "linux/arm64");

    private final Catalogue catalogue;

    ToolSection(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public String title() {
        return "tools";
    }

    @Override
    public List<String> names() {
        return catalogue.toolNames();
    }

    @Override
    public List<Fields> rows() {
        return names().stream().map(this::row).toList();
    }

    private Fields row(String name) {
        NavigableSet<String> versions = catalogue.toolVersions(name);
        return new Fields()
                .with("name", name)
                .with("newest", versions.isEmpty() ? "any" : versions.last())
                .with(
                        "sha256",
                        versions.isEmpty()
                                ? "by upstream's checksum files"
                                : "of " + versions.size() + " versions known");
    }

    @Override
    public Fields explain(String name) {
        return new Fields()
                .with("tool", name)
                .with("versions", "any whose checksum upstream publishes; the sha256 of these is known:")
                .withTexts("known", catalogue.toolVersions(name));
    }

    @Override
    public Fields explain(String name, String version) {
        Fields report = new Fields().with("tool", name).with("version", version);
        for (String platform : PLATFORMS) {
            report.with(platform, origin(catalogue.tool(name, version, Platform.parse(platform))));
        }
        return report;
    }

    private static Fields origin(ToolRelease release) {
        return new Fields()
                .with("url", release.url().toString())
                .with(
                        "sha256",
                        release.sha256()
                                .map(digest -> digest.hex())
                                .or(() -> release.checksum().map(sum -> "from " + sum.url()))
                                .orElse("unknown"));
    }
}
