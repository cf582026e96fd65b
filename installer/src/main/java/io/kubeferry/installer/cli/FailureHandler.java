package io.kubeferry.installer.cli;

import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** The one place where a failure becomes text and an exit code. Only a bug of ours shows a stack trace. */
final class FailureHandler implements IExecutionExceptionHandler {
    private final Terminal terminal;

    FailureHandler(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        if (e instanceof Failure failure) {
            failure.problems().forEach(terminal.err()::println);
            terminal.err().flush();
            return failure.exitCode().number();
        }
        e.printStackTrace(terminal.err());
        terminal.err().println("This is a bug in Kubeferry: please report it with the text above and the command.");
        terminal.err().flush();
        return ExitCode.BUG.number();
    }
}
