package io.kubeferry.bundler.cli.catalogue;

import io.kubeferry.bundler.cli.output.Fields;
import io.kubeferry.manifests.catalogue.Catalogue;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the catalogue knows: all of it as a list, or one thing explained. */
public final class CatalogueReport {
    private final List<CatalogueSection> sections;

    public CatalogueReport(Catalogue catalogue) {
        KubernetesMinors minors = new KubernetesMinors(catalogue);
        sections = List.of(
                new KubernetesSection(catalogue, minors),
                new NetworkSection(catalogue),
                new AddonSection(catalogue),
                new LoadBalancerSection(catalogue),
                new ToolSection(catalogue),
                new KubeadmsOwnSection(catalogue, minors));
    }

    /** A line for everything. */
    public Fields everything() {
        Fields report = new Fields();
        for (CatalogueSection section : sections) {
            List<Fields> rows = section.rows();
            if (!rows.isEmpty()) {
                report.withRows(section.title(), rows, Function.identity());
            }
        }
        return report;
    }

    /** One thing, or one version of it. */
    public Fields of(String name, Optional<String> version) {
        CatalogueSection section = sections.stream()
                .filter(each -> each.names().contains(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
        return version.map(wanted -> section.explain(name, wanted)).orElseGet(() -> section.explain(name));
    }

    private Failure unknown(String name) {
        List<String> known =
                sections.stream().flatMap(each -> each.names().stream()).toList();
        return Failure.of(
                ExitCode.INVALID_INPUT,
                name,
                "the catalogue does not know it",
                "known are " + String.join(", ", known));
    }
}
