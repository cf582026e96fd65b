package io.kubeferry.installer.cli;

import io.kubeferry.installer.plan.Plan;
import io.kubeferry.installer.run.RunLog;
import io.kubeferry.installer.run.Runner;
import java.util.List;

/** Tells an operator who stops a run (Ctrl-C, SIGTERM) what goes on without it. The process ends with 128 and the signal. */
final class Interruption {
    private Interruption() {}

    /** Makes a plan happen; whoever stops the process meanwhile is told. */
    static void toldDuring(Runner runner, Plan plan, RunLog log, Terminal terminal) {
        Thread hook = new Thread(() -> tell(runner.running(), log, terminal), "interruption");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            runner.run(plan);
        } finally {
            disarm(hook);
        }
    }

    private static void tell(List<String> running, RunLog log, Terminal terminal) {
        terminal.err().println();
        terminal.err().println("interrupted");
        running.forEach(line -> terminal.err().println("  " + line));
        terminal.err().println("  -> run the same command again: it waits for what still runs, and continues");
        terminal.err().println("  log: " + log.folder());
        terminal.err().flush();
        log.note("interrupted: " + String.join("; ", running));
    }

    private static void disarm(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is on its way out: the hook is what tells the operator.
            return;
        }
    }
}
