package io.kubeferry.bundler.cli;

import io.kubeferry.bundler.cli.command.BuildCommand;
import io.kubeferry.bundler.cli.command.CacheCommand;
import io.kubeferry.bundler.cli.command.CatalogCommand;
import io.kubeferry.bundler.cli.command.DiffCommand;
import io.kubeferry.bundler.cli.command.ImagesCommand;
import io.kubeferry.bundler.cli.command.InitCommand;
import io.kubeferry.bundler.cli.command.InspectCommand;
import io.kubeferry.bundler.cli.command.KeygenCommand;
import io.kubeferry.bundler.cli.command.LockCommand;
import io.kubeferry.bundler.cli.command.PlanCommand;
import io.kubeferry.bundler.cli.command.SchemaCommand;
import io.kubeferry.bundler.cli.command.VerifyCommand;
import io.kubeferry.bundler.cli.option.ProgressOption;
import io.kubeferry.bundler.cli.option.ProgressOption.Form;
import io.kubeferry.bundler.cli.output.Console;
import io.kubeferry.bundler.cli.output.JsonEvents;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

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
        line.addSubcommand(CacheCommand.line(console));
        line.addSubcommand(new SchemaCommand(console));
        line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((exception, command, parsed) -> report(exception, console, inJson(parsed)));
        return line;
    }

    /** Whether a program follows the run. */
    private static boolean inJson(ParseResult parsed) {
        for (ParseResult each = parsed; each != null; each = each.subcommand()) {
            if (each.matchedOptionValue(ProgressOption.NAME, Form.TEXT) == Form.JSON) {
                return true;
            }
        }
        return false;
    }

    private static int report(Exception exception, Console console, boolean json) {
        if (exception instanceof Failure failure) {
            if (json) {
                JsonEvents.failed(console.err(), failure.exitCode(), failure.problems());
                return failure.exitCode().number();
            }
            failure.problems().forEach(problem -> console.err().println("error: " + problem));
            return failure.exitCode().number();
        }
        console.err().println("error: this is a bug in the bundler");
        exception.printStackTrace(console.err());
        console.err().println("  -> please report it with the lines above; what is fetched so far is kept");
        return ExitCode.BUG.number();
    }
}
