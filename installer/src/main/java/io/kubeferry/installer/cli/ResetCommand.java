package io.kubeferry.installer.cli;

import io.kubeferry.installer.plan.Plan;
import io.kubeferry.installer.plan.PlanText;
import io.kubeferry.installer.procedure.ResetPhases;
import io.kubeferry.installer.run.RunLog;
import io.kubeferry.installer.run.TextContents;
import io.kubeferry.installer.site.Site;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        sortOptions = false,
        name = "reset",
        description = "Takes back everything that was changed on the site's machines. The cluster and its data are gone"
                + " after it.",
        footer = {"", "Prints what it would do, and wants the site's name typed before it does."})
final class ResetCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private SiteOption site;

    @Mixin
    private RunOptions options;

    ResetCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        options.checkThatSomebodyCanAnswer(terminal);
        Site described = site.read();
        try (SiteSession session = SiteSession.connect(described, terminal, site.parallel())) {
            Plan plan = ResetPhases.plan(described, session.observe());
            if (plan.isEmpty()) {
                terminal.out().println("nothing to do: Kubeferry has left nothing on these machines");
                return 0;
            }
            terminal.out().print(PlanText.of(plan));
            options.confirm(
                    terminal,
                    "This ends the cluster of site " + described.name() + " and removes all its data.",
                    described.name());
            RunLog log = options.newLog("reset");
            terminal.out().println("log: " + log.folder());
            session.run(plan, new TextContents(), log, "reset of site " + described.name());
            terminal.out().println("site " + described.name() + ": everything was taken back");
            return 0;
        }
    }
}
