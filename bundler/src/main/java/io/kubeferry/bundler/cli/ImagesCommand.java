package io.kubeferry.bundler.cli;

import io.kubeferry.bundler.lock.Request.WantedImage;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code images}. */
@Command(name = "images", description = "Lists the images that the spec means, and what needs each of them.")
final class ImagesCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private SpecOptions options;

    @Mixin
    private OutputOption output;

    ImagesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        ProgressDisplay display = ProgressDisplay.on(console);
        try (Workspace workspace = Workspace.open(options, console, display)) {
            List<WantedImage> images = workspace.resolver().imagesOf(workspace.request());
            if (output.json()) {
                console.out()
                        .println(OutputOption.json(
                                images.stream().map(ImagesCommand::fields).toList()));
            } else {
                images.forEach(image ->
                        console.out().println(image.reference() + "  (" + String.join("; ", image.neededBy()) + ")"));
            }
        }
        return 0;
    }

    private static Map<String, Object> fields(WantedImage image) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("reference", image.reference().toString());
        fields.put("neededBy", image.neededBy());
        return fields;
    }
}
