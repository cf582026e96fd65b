package io.kubeferry.installer.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kubeferry.installer.registry.RegistrySeed;
import io.kubeferry.installer.registry.Seeded;
import io.kubeferry.installer.run.Amounts;
import io.kubeferry.manifests.bundle.SignedBundle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        sortOptions = false,
        name = "seed",
        description = "Writes the bundle's images into a registry's storage, in one pass over the bundle.",
        footer = {
            "",
            "Each blob is written once, straight to where CNCF Distribution serves it from; what is there",
            "already is left. Where anything in the bundle is not as signed, everything this run wrote is",
            "removed again."
        })
final class SeedCommand implements Callable<Integer> {
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

    SeedCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        try (SignedBundle signed = bundle.open()) {
            ByteProgress progress = new ByteProgress(terminal, "seeding " + storage, signed.size());
            Seeded seeded = new RegistrySeed(signed, storage.toAbsolutePath()).run(progress);
            progress.done("read " + signed.manifest().title());
            terminal.out().println(output.json() ? json(seeded) : text(seeded));
            return 0;
        }
    }

    private static String text(Seeded seeded) {
        return "seeded: " + seeded.blobs() + " blobs, " + seeded.bytesWritten() + " bytes written; "
                + seeded.blobsThere() + " blobs, " + seeded.bytesThere() + " bytes were there; " + seeded.links()
                + " links written; " + Amounts.seconds(seeded.took());
    }

    private static String json(Seeded seeded) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("blobs", seeded.blobs())
                .put("bytesWritten", seeded.bytesWritten())
                .put("blobsThere", seeded.blobsThere())
                .put("bytesThere", seeded.bytesThere())
                .put("links", seeded.links())
                .put("milliseconds", seeded.took().toMillis())
                .toPrettyString();
    }
}
