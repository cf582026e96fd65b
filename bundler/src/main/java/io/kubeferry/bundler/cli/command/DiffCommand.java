package io.kubeferry.bundler.cli.command;

import io.kubeferry.bundler.cli.option.BundleKeyOption;
import io.kubeferry.bundler.cli.option.OutputOption;
import io.kubeferry.bundler.cli.output.Console;
import io.kubeferry.bundler.cli.report.ComparisonText;
import io.kubeferry.bundler.compare.Comparison;
import io.kubeferry.bundler.compare.Inventory;
import io.kubeferry.bundler.lock.LockFile;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code diff}. */
@Command(
        name = "diff",
        description = "Says what came, went and changed between two locks or bundles, in any mix, and how much of the"
                + " second would have to be carried to where the first is.")
public final class DiffCommand implements Callable<Integer> {
    private static final int DIFFERENT = 1;

    private final Console console;

    @Parameters(index = "0", paramLabel = "A", description = "A lock or a bundle: what is there.")
    private Path from;

    @Parameters(index = "1", paramLabel = "B", description = "A lock or a bundle: what is wanted.")
    private Path to;

    @Mixin
    private BundleKeyOption key;

    @Mixin
    private OutputOption output;

    @Option(names = "--exit-code", description = "End with 1 where they differ, as diff(1) does.")
    private boolean exitCode;

    public DiffCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Comparison comparison = Comparison.of(inventory(from), inventory(to));
        if (output.json()) {
            console.out().println(OutputOption.json(ComparisonText.fields(comparison)));
        } else {
            console.out().println(comparison.isEmpty() ? "no difference" : title(comparison));
            ComparisonText.lines(comparison).forEach(console.out()::println);
            console.out().println(ComparisonText.carry(comparison));
        }
        return exitCode && !comparison.isEmpty() ? DIFFERENT : 0;
    }

    private static String title(Comparison comparison) {
        return comparison.from().title() + " -> " + comparison.to().title();
    }

    private Inventory inventory(Path file) throws IOException {
        return switch (InputKind.of(file)) {
            case LOCK -> Inventory.of(LockFile.read(file));
            case BUNDLE -> Inventory.of(key.manifest(file));
            case SPEC ->
                throw Failure.of(
                        ExitCode.USAGE,
                        file.toString(),
                        "is neither a lock nor a bundle",
                        "give a lock (write one with 'bundler lock') or a bundle");
        };
    }
}
