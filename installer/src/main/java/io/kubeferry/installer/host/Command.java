package io.kubeferry.installer.host;

import java.time.Duration;
import java.util.List;

/**
 * A command for a machine.
 *
 * @param argv program and arguments, handed over unchanged: no shell reads them
 * @param input what its standard input holds; may be empty
 * @param limit after this it is ended and counts as failed
 */
public record Command(List<String> argv, String input, Duration limit) {
    public Command {
        argv = List.copyOf(argv);
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("a command has at least a program");
        }
    }

    public static Command of(Duration limit, String... argv) {
        return new Command(List.of(argv), "", limit);
    }

    /** The same command with this text as its standard input. */
    public Command withInput(String text) {
        return new Command(argv, text, limit);
    }
}
