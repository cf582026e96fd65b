package io.kubeferry.bundler.cli.command;

import io.kubeferry.bundler.cli.catalogue.CatalogueReport;
import io.kubeferry.bundler.cli.option.OutputOption;
import io.kubeferry.bundler.cli.output.Console;
import io.kubeferry.bundler.cli.output.Fields;
import io.kubeferry.bundler.cli.output.ReportText;
import io.kubeferry.bundler.spec.SpecFile;
import io.kubeferry.manifests.catalogue.Catalogue;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code catalog}. */
@Command(
        name = "catalog",
        description =
                "Lists what the catalogue knows, or explains one thing: 'catalog kubernetes v1.36.3', 'catalog calico',"
                        + " 'catalog metrics-server v0.9.0', 'catalog containerd'. Asks no network.")
public final class CatalogCommand implements Runnable {
    private final Console console;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "NAME",
            description = "kubernetes, a network, an add-on, a load balancer or a tool (default: lists all).")
    private String name;

    @Parameters(index = "1", arity = "0..1", paramLabel = "VERSION", description = "One version of it.")
    private String version;

    @Option(
            names = "--catalog",
            paramLabel = "FOLDER",
            description = "A catalogue folder of your own that goes over the built-in one.")
    private Path folder;

    @Option(names = "--spec", paramLabel = "SPEC", description = "Take the catalogue folder that this spec names.")
    private Path spec;

    @Mixin
    private OutputOption output;

    public CatalogCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        CatalogueReport report = new CatalogueReport(catalogue());
        Fields fields = name == null ? report.everything() : report.of(name, Optional.ofNullable(version));
        console.out().print(output.json() ? OutputOption.json(fields) + "\n" : ReportText.of(fields));
    }

    private Catalogue catalogue() {
        Catalogue catalogue = Catalogue.bundled();
        if (spec != null) {
            catalogue = SpecFile.read(spec)
                    .sources()
                    .catalogue()
                    .map(catalogue::overlaidBy)
                    .orElse(catalogue);
        }
        return folder == null ? catalogue : catalogue.overlaidBy(folder);
    }
}
