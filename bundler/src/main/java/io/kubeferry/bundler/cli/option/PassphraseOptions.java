package io.kubeferry.bundler.cli.option;

import io.kubeferry.bundler.cli.output.Console;
import io.kubeferry.bundler.signing.Passphrase;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the private key's passphrase comes from: a file, the environment, or a person at the terminal. */
public final class PassphraseOptions {
    private static final String VARIABLE = "KUBEFERRY_PASSPHRASE";

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "A file whose first line is the key's passphrase (default: the environment's " + VARIABLE
                    + ", else it is asked for).")
    private Path file;

    public Passphrase get(Console console, String prompt) {
        return fromFile()
                .or(() -> Optional.ofNullable(console.environment().get(VARIABLE)))
                .map(String::toCharArray)
                .or(() -> ask(prompt))
                .filter(characters -> characters.length > 0)
                .map(Passphrase::of)
                .orElseThrow(() -> Failure.of(
                        ExitCode.USAGE,
                        "",
                        "a passphrase is needed, and there is none",
                        "give --passphrase-file FILE, or set " + VARIABLE));
    }

    private Optional<String> fromFile() {
        if (file == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(file, StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse(""));
        } catch (IOException e) {
            throw Failure.of(ExitCode.USAGE, file.toString(), "cannot be read: " + e.getMessage(), "check the path", e);
        }
    }

    private static Optional<char[]> ask(String prompt) {
        return Optional.ofNullable(System.console()).map(terminal -> terminal.readPassword("%s: ", prompt));
    }
}
