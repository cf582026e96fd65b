package io.kubeferry.installer.cli;

import io.kubeferry.installer.registry.RegistryCheck;
import io.kubeferry.manifests.bundle.SignedBundle;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.failure.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        sortOptions = false,
        name = "check",
        description = "Reads a registry's whole storage and compares it with what the bundle's signature vouches for.",
        footer = {"", "Only looks. Ends with 0 where all is there and right, with 11 where it is not."})
final class CheckCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private BundleOptions bundle;

    @Mixin
    private OutputOption output;

    @Option(
            names = "--storage",
            required = true,
            paramLabel = "FOLDER",
            description = "The registry's root directory (storage.filesystem.rootdirectory).")
    private Path storage;

    CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        try (SignedBundle signed = bundle.open()) {
            RegistryCheck check = new RegistryCheck(signed.manifest(), storage.toAbsolutePath());
            ByteProgress progress = new ByteProgress(terminal, "checking " + storage, check.size());
            List<Problem> problems = check.problems(progress);
            progress.done("read " + storage);
            if (output.json()) {
                terminal.out().println(ProblemsJson.of(problems).toPrettyString());
                return problems.isEmpty() ? 0 : ExitCode.NOT_TRUSTED.number();
            }
            if (!problems.isEmpty()) {
                throw Failure.of(ExitCode.NOT_TRUSTED, problems);
            }
            terminal.out()
                    .println("all images of " + signed.manifest().title() + " are there, and every byte is right");
            return 0;
        }
    }
}
