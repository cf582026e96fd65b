package io.kubeferry.bundler.cli.command;

import io.kubeferry.bundler.cli.output.Console;
import io.kubeferry.manifests.catalogue.Catalogue;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code init}. */
@Command(name = "init", description = "Writes a commented spec to begin with.")
public final class InitCommand implements Runnable {
    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "SPEC",
            defaultValue = "bundle.yaml",
            description = "The file to write (default: ${DEFAULT-VALUE}); it is never overwritten.")
    private Path spec;

    @Option(
            names = "--kubernetes",
            paramLabel = "VERSION",
            description = "The Kubernetes version (default: the newest one that the catalogue knows).")
    private String kubernetes;

    public InitCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        Catalogue catalogue = Catalogue.bundled();
        KubernetesVersion version = version(catalogue);
        String text = template()
                .replace("${kubernetes}", version.toString())
                .replace("${flannel}", catalogue.defaultNetwork("flannel", version));
        try {
            Files.writeString(spec, text, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw Failure.of(ExitCode.USAGE, spec.toString(), "is there already", "name another file", e);
        } catch (IOException e) {
            throw Failure.of(
                    ExitCode.USAGE, spec.toString(), "cannot be written: " + e.getMessage(), "name another file", e);
        }
        console.out().println("wrote " + spec);
        console.out().println("next: bundler keygen, then bundler build " + spec + " --key kubeferry.key");
    }

    private KubernetesVersion version(Catalogue catalogue) {
        if (kubernetes == null) {
            List<KubernetesVersion> known = catalogue.kubernetesVersions();
            return known.get(known.size() - 1);
        }
        try {
            return catalogue.kubernetes(KubernetesVersion.parse(kubernetes)).version();
        } catch (IllegalArgumentException e) {
            throw Failure.of(ExitCode.USAGE, "--kubernetes", e.getMessage(), "write it in full", e);
        }
    }

    private static String template() {
        try (InputStream template = InitCommand.class.getResourceAsStream("bundle.yaml")) {
            return new String(template.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("a resource of this program", e);
        }
    }
}
