package io.kubeferry.bundler.cli;

import io.kubeferry.manifests.bundle.BundleManifest;
import io.kubeferry.manifests.bundle.SignedBundle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code verify}. */
@Command(name = "verify", description = "Checks signature and every byte of a bundle.")
final class VerifyCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "BUNDLE", description = "The bundle's file.")
    private Path file;

    @Mixin
    private KeyOption key;

    @Mixin
    private OutputOption output;

    VerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        ProgressDisplay display = ProgressDisplay.on(console);
        try (SignedBundle bundle = SignedBundle.open(file, key.read())) {
            display.stage("Verifying " + file.getFileName(), bundle.size());
            bundle.verify(display::advance);
            display.end();
            print(bundle.manifest(), bundle.size());
        }
        return 0;
    }

    private void print(BundleManifest manifest, long size) {
        if (output.json()) {
            Map<String, Object> fields = new TreeMap<>();
            fields.put("bundle", file.toString());
            fields.put("name", manifest.name());
            fields.put("version", manifest.version());
            fields.put("entries", manifest.entries().size());
            fields.put("size", size);
            fields.put("verified", true);
            console.out().println(OutputOption.json(fields));
        } else {
            console.out()
                    .println(file + ": " + manifest.title() + " is as signed, "
                            + manifest.entries().size() + " entries, " + ByteCount.of(size));
        }
    }
}
