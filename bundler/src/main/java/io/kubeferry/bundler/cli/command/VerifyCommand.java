package io.kubeferry.bundler.cli.command;

import io.kubeferry.bundler.cli.option.KeyOption;
import io.kubeferry.bundler.cli.option.OutputOption;
import io.kubeferry.bundler.cli.option.ProgressOption;
import io.kubeferry.bundler.cli.output.ByteCount;
import io.kubeferry.bundler.cli.output.Console;
import io.kubeferry.bundler.cli.output.Display;
import io.kubeferry.manifests.bundle.BundleManifest;
import io.kubeferry.manifests.bundle.SignedBundle;
import io.kubeferry.manifests.bundle.VerifiedBundle;
import io.kubeferry.manifests.closure.BlobContents;
import io.kubeferry.manifests.closure.Closure;
import io.kubeferry.manifests.closure.ClosureProof;
import io.kubeferry.manifests.failure.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code verify}. */
@Command(name = "verify", description = "Checks signature and every byte of a bundle.")
public final class VerifyCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "BUNDLE", description = "The bundle's file.")
    private Path file;

    @Mixin
    private KeyOption key;

    @Mixin
    private ProgressOption progress;

    @Mixin
    private OutputOption output;

    @Option(
            names = "--closure",
            description = "Prove from the bundle's own bytes that everything a site will pull or run is inside, too.")
    private boolean closure;

    public VerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Display display = progress.on(console);
        try (SignedBundle bundle = SignedBundle.open(file, key.read())) {
            display.stage("Verifying " + file.getFileName(), bundle.size());
            VerifiedBundle verified = bundle.verify(display::advance);
            display.end();
            Optional<Closure> proof = closure ? Optional.of(prove(verified)) : Optional.empty();
            print(bundle.manifest(), bundle.size(), proof);
            proof.ifPresent(found -> found.requireComplete(
                    ExitCode.INVALID_INPUT,
                    file.toString(),
                    "build it anew from a spec that has this; do not carry it to a site"));
        }
        return 0;
    }

    private static Closure prove(VerifiedBundle bundle) throws IOException {
        return ClosureProof.of(bundle.manifest(), new BlobContents(bundle::open));
    }

    private void print(BundleManifest manifest, long size, Optional<Closure> proof) {
        if (output.json()) {
            Map<String, Object> fields = new TreeMap<>();
            fields.put("bundle", file.toString());
            fields.put("name", manifest.name());
            fields.put("version", manifest.version());
            fields.put("entries", manifest.entries().size());
            fields.put("size", size);
            fields.put("verified", true);
            proof.ifPresent(found -> fields.put("closure", found.fields()));
            console.out().println(OutputOption.json(fields));
        } else {
            console.out()
                    .println(file + ": " + manifest.title() + " is as signed, "
                            + manifest.entries().size() + " entries, " + ByteCount.of(size));
            proof.ifPresent(found -> console.out().println(file + ": " + found.summary()));
        }
    }
}
