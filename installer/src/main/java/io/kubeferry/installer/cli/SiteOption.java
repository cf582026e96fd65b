package io.kubeferry.installer.cli;

import io.kubeferry.installer.site.Site;
import io.kubeferry.installer.site.SiteFile;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which site. */
final class SiteOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--site",
            required = true,
            paramLabel = "FILE",
            description = "The site: nodes, endpoint, networks, access (YAML; 'schema' prints its form).")
    private Path site;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "16",
            description = "How many nodes are worked on at once (default: ${DEFAULT-VALUE}).")
    private int parallel;

    /** How many nodes are worked on at once. */
    int parallel() {
        if (parallel < 1) {
            throw new ParameterException(spec.commandLine(), "--parallel is " + parallel + "; it is at least 1");
        }
        return parallel;
    }

    Site read() {
        return SiteFile.read(site);
    }
}
