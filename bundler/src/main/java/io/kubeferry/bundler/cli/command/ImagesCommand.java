package io.kubeferry.bundler.cli.command;

import io.kubeferry.bundler.cli.option.BundleKeyOption;
import io.kubeferry.bundler.cli.option.OutputOption;
import io.kubeferry.bundler.cli.option.SpecOptions;
import io.kubeferry.bundler.cli.output.Console;
import io.kubeferry.bundler.cli.output.Display;
import io.kubeferry.bundler.lock.LockFile;
import io.kubeferry.bundler.lock.Request.WantedImage;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.image.ImageReference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code images}. */
@Command(
        name = "images",
        description =
                "Lists the images that a spec means, or that a lock or a bundle has. SPEC may be any of the three.")
public final class ImagesCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private SpecOptions options;

    @Mixin
    private BundleKeyOption key;

    @Mixin
    private OutputOption output;

    @Option(names = "--why", description = "Say what needs each image.")
    private boolean why;

    public ImagesCommand(Console console) {
        this.console = console;
    }

    /** An image, where it is resolved with its digest. */
    private record Listed(ImageReference reference, Optional<Digest> digest, List<String> neededBy) {
        Map<String, Object> fields() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("reference", reference.toString());
            digest.ifPresent(known -> fields.put("digest", known.toString()));
            fields.put("neededBy", neededBy);
            return fields;
        }
    }

    @Override
    public Integer call() throws IOException {
        List<Listed> images = images(options.spec());
        if (output.json()) {
            console.out()
                    .println(OutputOption.json(
                            images.stream().map(Listed::fields).toList()));
            return 0;
        }
        for (Listed image : images) {
            console.out().println(image.reference());
            if (why) {
                image.neededBy().forEach(who -> console.out().println("    " + who));
            }
        }
        return 0;
    }

    private List<Listed> images(Path file) throws IOException {
        return switch (InputKind.of(file)) {
            case SPEC -> ofSpec();
            case LOCK ->
                LockFile.read(file).images().stream()
                        .map(image -> new Listed(
                                image.reference(), Optional.of(image.root().digest()), image.neededBy()))
                        .toList();
            case BUNDLE ->
                key.manifest(file).images().stream()
                        .map(image -> new Listed(image.reference(), Optional.of(image.digest()), image.neededBy()))
                        .toList();
        };
    }

    private List<Listed> ofSpec() throws IOException {
        Display display = options.display(console);
        try (Workspace workspace = Workspace.open(options, console, display)) {
            List<WantedImage> images = workspace.resolver().imagesOf(workspace.request());
            display.end();
            return images.stream()
                    .map(image -> new Listed(image.reference(), Optional.empty(), image.neededBy()))
                    .toList();
        }
    }
}
