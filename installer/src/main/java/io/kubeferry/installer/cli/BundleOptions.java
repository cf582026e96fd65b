package io.kubeferry.installer.cli;

import io.kubeferry.manifests.bundle.SignedBundle;
import io.kubeferry.manifests.bundle.VerifiedBundle;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.trust.VerificationKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which bundle, and the key it must be signed with. */
final class BundleOptions {
    @Option(names = "--bundle", required = true, paramLabel = "FILE", description = "The bundle, one tar.")
    private Path bundle;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "The public key (PEM) that came by another way than the bundle.")
    private Path key;

    /** Checks the signature; the contents are not read yet. */
    SignedBundle open() {
        return SignedBundle.open(bundle, readKey());
    }

    /** Reads every byte of the bundle before anything of it may be used. */
    VerifiedBundle verify(SignedBundle signed, Terminal terminal) {
        ByteProgress progress = new ByteProgress(terminal, "verifying " + bundle, signed.size());
        VerifiedBundle verified = signed.verify(progress);
        progress.done("verified " + signed.manifest().title());
        return verified;
    }

    private VerificationKey readKey() {
        try {
            return VerificationKey.parse(Files.readString(key));
        } catch (NoSuchFileException e) {
            throw Failure.of(
                    ExitCode.USAGE, key.toString(), "no such file", "give the path of the public key with --key", e);
        } catch (IOException | IllegalArgumentException e) {
            throw Failure.of(
                    ExitCode.NOT_TRUSTED,
                    key.toString(),
                    "no public key: " + e.getMessage(),
                    "give the public key (PEM) that the builder of the bundle handed out",
                    e);
        }
    }
}
