package io.kubeferry.installer.cli;

import io.kubeferry.installer.desired.TargetReader;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.preflight.Preflight;
import io.kubeferry.installer.preflight.Remarks;
import io.kubeferry.installer.site.Site;
import io.kubeferry.installer.trial.Trials;
import io.kubeferry.manifests.bundle.SignedBundle;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.failure.Problem;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        sortOptions = false,
        name = "preflight",
        description = "Says everything that keeps the bundle from being installed on the site, all at once.",
        footer = {
            "",
            "Looks and tries: for some seconds the nodes listen for each other, and etcd's disks are written to.",
            "Changes nothing. Ends with 0 where nothing does, with 12 where something does."
        })
final class PreflightCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private BundleOptions bundle;

    @Mixin
    private SiteOption site;

    @Mixin
    private OutputOption output;

    PreflightCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Site described = site.read();
        try (SignedBundle signed = bundle.open()) {
            var target = TargetReader.read(described, bundle.verify(signed, terminal));
            try (SiteSession session = SiteSession.connect(described, terminal, site.parallel())) {
                Facts facts = session.observe();
                Trials trials = session.tryOut(target, facts);
                Advice.tell(target, facts, trials, terminal);
                return tell(Preflight.problems(target, facts, trials), Remarks.of(target, facts, trials), described);
            }
        }
    }

    private int tell(List<Problem> problems, List<Problem> remarks, Site described) {
        if (output.json()) {
            terminal.out().println(ProblemsJson.of(problems, remarks).toPrettyString());
            return problems.isEmpty() ? 0 : ExitCode.PREFLIGHT_FAILED.number();
        }
        if (!problems.isEmpty()) {
            throw Failure.of(ExitCode.PREFLIGHT_FAILED, problems);
        }
        terminal.out()
                .println("preflight: nothing is in the way on "
                        + described.nodes().size() + " nodes");
        return 0;
    }
}
