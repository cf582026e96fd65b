package io.kubeferry.bundler.cli.option;

import io.kubeferry.manifests.bundle.BundleManifest;
import io.kubeferry.manifests.bundle.SignedBundle;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The public key of commands that take a bundle among other files. */
public final class BundleKeyOption {
    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "The builder's public key (kubeferry.pub); needed where a bundle is given.")
    private Path file;

    /** What a bundle says of itself; its signature is checked, its contents are not. */
    public BundleManifest manifest(Path bundle) throws IOException {
        if (file == null) {
            throw Failure.of(
                    ExitCode.USAGE,
                    bundle.toString(),
                    "is a bundle, and there is no unverified way to open one",
                    "give the builder's public key with --key");
        }
        try (SignedBundle signed = SignedBundle.open(bundle, KeyOption.read(file))) {
            return signed.manifest();
        }
    }
}
