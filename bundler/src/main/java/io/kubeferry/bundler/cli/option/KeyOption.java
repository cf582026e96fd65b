package io.kubeferry.bundler.cli.option;

import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.trust.VerificationKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The public key that a bundle is checked with. */
public final class KeyOption {
    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "The builder's public key (kubeferry.pub).")
    private Path file;

    public VerificationKey read() {
        return read(file);
    }

    /** A public key, PEM. */
    public static VerificationKey read(Path file) {
        try {
            return VerificationKey.parse(Files.readString(file, StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw Failure.of(
                    ExitCode.USAGE, file.toString(), "cannot be read: " + e.getMessage(), "give the public key", e);
        } catch (IllegalArgumentException e) {
            throw Failure.of(
                    ExitCode.USAGE,
                    file.toString(),
                    e.getMessage(),
                    "give the public key, kubeferry.pub, not the private one",
                    e);
        }
    }
}
