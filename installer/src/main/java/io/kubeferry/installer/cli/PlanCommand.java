package io.kubeferry.installer.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.desired.TargetReader;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.plan.Plan;
import io.kubeferry.installer.plan.PlanText;
import io.kubeferry.installer.preflight.Preflight;
import io.kubeferry.installer.preflight.Remarks;
import io.kubeferry.installer.procedure.InstallPhases;
import io.kubeferry.installer.site.Site;
import io.kubeferry.installer.trial.Trials;
import io.kubeferry.manifests.bundle.SignedBundle;
import io.kubeferry.manifests.failure.Problem;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        sortOptions = false,
        name = "plan",
        description = "Prints what 'install' would do, in the very form that it would do it.",
        footer = {
            "",
            "Only looks. What preflight finds is told on standard error; the plan is printed all the same.",
            "With --bare it does not even look: neither SSH keys nor nodes need be there. Real hosts may differ",
            "from what is assumed (interface eth0, no default route, no name server, nothing installed)."
        })
final class PlanCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private BundleOptions bundle;

    @Mixin
    private SiteOption site;

    @Mixin
    private OutputOption output;

    @Option(
            names = "--bare",
            description = "Ask no node: plan for freshly installed hosts of the bundle's first platform.")
    private boolean bare;

    PlanCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Site described = site.read();
        try (SignedBundle signed = bundle.open()) {
            Target target = TargetReader.read(described, bundle.verify(signed, terminal));
            Facts facts = bare
                    ? Facts.ofBareHosts(described, target.bundle().platforms().get(0))
                    : observe(described);
            OtherRelease.refuse(target, facts);
            Preflight.requirePlannable(target, facts);
            print(target, facts);
            return 0;
        }
    }

    private void print(Target target, Facts facts) {
        List<Problem> problems = Preflight.problems(target, facts);
        tell(problems);
        Advice.tell(target, facts, Trials.none(), terminal);
        Plan plan = InstallPhases.plan(target, facts);
        if (output.json()) {
            ObjectNode json = PlanJson.of(plan);
            json.setAll(ProblemsJson.of(problems, Remarks.of(target, facts, Trials.none())));
            terminal.out().println(json.toPrettyString());
        } else {
            terminal.out().print(PlanText.of(plan));
        }
        terminal.out().flush();
    }

    private Facts observe(Site described) {
        try (SiteSession session = SiteSession.connect(described, terminal, site.parallel())) {
            return session.observe();
        }
    }

    private void tell(List<Problem> problems) {
        if (!problems.isEmpty()) {
            terminal.err()
                    .println("preflight: "
                            + (problems.size() == 1 ? "one problem keeps" : problems.size() + " problems keep")
                            + " this plan from being run:");
            problems.forEach(terminal.err()::println);
        }
    }
}
