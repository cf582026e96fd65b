package io.kubeferry.bundler.cli;

import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** All commands, put together by hand, and the one place where a failure becomes words and an exit code. */
final class Program {
    private Program() {}

    static CommandLine of(Console console) {
        CommandLine line = new CommandLine(new BundlerCommand());
        line.addSubcommand(new InitCommand(console));
        line.addSubcommand(new KeygenCommand(console));
        line.addSubcommand(new LockCommand(console));
        line.addSubcommand(new PlanCommand(console));
        line.addSubcommand(new BuildCommand(console));
        line.addSubcommand(new VerifyCommand(console));
        line.addSubcommand(new InspectCommand(console));
        line.addSubcommand(new DiffCommand(console));
        line.addSubcommand(new ImagesCommand(console));
        line.addSubcommand(new CatalogCommand(console));
        line.addSubcommand(new SchemaCommand(console));
        line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((exception, command, parsed) -> report(exception, console));
        return line;
    }

    private static int report(Exception exception, Console console) {
        if (exception instanceof Failure failure) {
            failure.problems().forEach(problem -> console.err().println("error: " + problem));
            return failure.exitCode().number();
        }
        console.err().println("error: this is a bug in the bundler");
        exception.printStackTrace(console.err());
        console.err().println("  -> please report it with the lines above; what is fetched so far is kept");
        return ExitCode.BUG.number();
    }
}
