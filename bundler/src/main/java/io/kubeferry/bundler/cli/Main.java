package io.kubeferry.bundler.cli;

import io.kubeferry.bundler.cli.output.Console;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** Starts the program. */
public final class Main {
    private Main() {}

    /** Ends the process with one of the exit codes of {@link io.kubeferry.manifests.failure.ExitCode}. */
    public static void main(String[] args) {
        // Libraries tell their troubles through exceptions; their logs would only stand between our lines.
        LogManager.getLogManager().reset();
        Logger.getLogger("").setLevel(Level.OFF);
        System.exit(Program.of(Console.system()).execute(args));
    }
}
