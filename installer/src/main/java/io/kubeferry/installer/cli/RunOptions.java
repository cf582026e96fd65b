package io.kubeferry.installer.cli;

import io.kubeferry.installer.run.RunLog;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine.Option;

/** How a command that changes machines is run. */
final class RunOptions {
    @Option(names = "--yes", description = "Do not ask: do what the plan says.")
    private boolean yes;

    @Option(
            names = "--log-dir",
            paramLabel = "FOLDER",
            description = "Where each run leaves a folder with its audit log, report and all output"
                    + " (default: /var/log/kubeferry for root, else ~/.local/state/kubeferry).")
    private Path logDir;

    /** The folder of a new run. */
    RunLog newLog(String command) {
        Path parent = logDir == null
                ? RunLog.defaultParent(
                        System.getProperty("user.name"), System.getenv(), Path.of(System.getProperty("user.home")))
                : logDir;
        return RunLog.create(parent.toAbsolutePath(), command, Clock.systemUTC());
    }

    /** Whether nobody needs to be asked, or can be. Checked before anything is done at all. */
    void checkThatSomebodyCanAnswer(Terminal terminal) {
        if (!yes && !terminal.interactive()) {
            throw Failure.of(
                    ExitCode.USAGE,
                    "",
                    "this command changes machines and asks before it does, but there is no terminal to ask on;"
                            + " nothing was done",
                    "look at the plan first, then run it again with --yes");
        }
    }

    /**
     * Asks the operator.
     *
     * @param expected what has to be typed
     * @throws Failure where something else was
     */
    void confirm(Terminal terminal, String question, String expected) {
        if (!yes
                && !terminal.ask(question + " Type '" + expected + "' to go on: ")
                        .equals(expected)) {
            throw Failure.of(ExitCode.USAGE, "", "not confirmed; nothing was done", "run the command again");
        }
    }
}
