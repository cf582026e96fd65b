package io.kubeferry.installer.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubeferry.manifests.bundle.BundleManifest;
import io.kubeferry.manifests.bundle.SignedBundle;
import io.kubeferry.manifests.bundle.VerifiedBundle;
import io.kubeferry.manifests.closure.BlobContents;
import io.kubeferry.manifests.closure.Closure;
import io.kubeferry.manifests.closure.ClosureProof;
import io.kubeferry.manifests.failure.ExitCode;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        sortOptions = false,
        name = "verify",
        description = "Checks the bundle's signature and reads every byte of it.",
        footer = {
            "",
            "Ends with 0 where everything is as it was signed, with 11 where anything is not, and with 12 where --closure finds"
                    + " something missing."
        })
final class VerifyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private BundleOptions bundle;

    @Mixin
    private OutputOption output;

    @Option(
            names = "--closure",
            description =
                    "Prove from the bundle's own bytes that everything this site will pull or run is inside, too.")
    private boolean closure;

    VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        try (SignedBundle signed = bundle.open()) {
            VerifiedBundle verified = bundle.verify(signed, terminal);
            Optional<Closure> proof = closure
                    ? Optional.of(ClosureProof.of(signed.manifest(), new BlobContents(verified::open)))
                    : Optional.empty();
            print(signed.manifest(), signed.size(), proof);
            proof.ifPresent(found -> found.requireComplete(
                    ExitCode.PREFLIGHT_FAILED, verified.file().toString(), "bring a bundle that has it"));
            return 0;
        }
    }

    private void print(BundleManifest manifest, long size, Optional<Closure> proof) {
        if (output.json()) {
            ObjectNode json = json(manifest, size);
            proof.ifPresent(found -> json.set("closure", new ObjectMapper().valueToTree(found.fields())));
            terminal.out().println(json.toPrettyString());
            return;
        }
        terminal.out()
                .println(manifest.title() + ": signed and whole; Kubernetes "
                        + manifest.target().version() + ", "
                        + manifest.images().size() + " images, "
                        + manifest.files().size() + " files");
        proof.ifPresent(found -> terminal.out().println(manifest.title() + ": " + found.summary()));
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
