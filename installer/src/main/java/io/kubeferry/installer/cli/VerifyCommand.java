package io.kubeferry.installer.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubeferry.manifests.bundle.BundleManifest;
import io.kubeferry.manifests.bundle.SignedBundle;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        sortOptions = false,
        name = "verify",
        description = "Checks the bundle's signature and reads every byte of it.",
        footer = {"", "Ends with 0 where everything is as it was signed, with 11 where anything is not."})
final class VerifyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private BundleOptions bundle;

    @Mixin
    private OutputOption output;

    VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        try (SignedBundle signed = bundle.open()) {
            bundle.verify(signed, terminal);
            BundleManifest manifest = signed.manifest();
            if (output.json()) {
                terminal.out().println(json(manifest, signed.size()).toPrettyString());
            } else {
                terminal.out()
                        .println(manifest.title() + ": signed and whole; Kubernetes "
                                + manifest.target().version() + ", "
                                + manifest.images().size() + " images, "
                                + manifest.files().size() + " files");
            }
            return 0;
        }
    }

    private static ObjectNode json(BundleManifest manifest, long size) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("name", manifest.name())
                .put("version", manifest.version())
                .put("kubernetes", manifest.target().version().toString())
                .put("bytes", size)
                .put("images", manifest.images().size())
                .put("files", manifest.files().size());
        manifest.platforms().forEach(platform -> json.withArray("platforms").add(platform.toString()));
        return json;
    }
}
