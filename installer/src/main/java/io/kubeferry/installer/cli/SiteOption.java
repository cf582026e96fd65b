package io.kubeferry.installer.cli;

import io.kubeferry.installer.site.Site;
import io.kubeferry.installer.site.SiteFile;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which site. */
final class SiteOption {
    @Option(
            names = "--site",
            required = true,
            paramLabel = "FILE",
            description = "The site: nodes, endpoint, networks, access (YAML; 'schema' prints its form).")
    private Path site;

    Site read() {
        return SiteFile.read(site);
    }
}
