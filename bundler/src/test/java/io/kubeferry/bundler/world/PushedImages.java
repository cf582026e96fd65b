package io.kubeferry.bundler.world;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Makes small images of random content with Jib and pushes them. */
public final class PushedImages {
    private final Path scratch;

    /** Needs a folder for layers and caches. */
    public PushedImages(Path scratch) {
        this.scratch = scratch;
    }

    /**
     * Pushes an image.
     *
     * @param name host, repository and tag
     * @param format Docker's or OCI's media types
     * @param architectures more than one makes an index (Docker's manifest list: Jib builds no OCI index)
     * @param layers sizes in bytes; the content follows from the name
     */
    public void push(String name, ImageFormat format, List<String> architectures, int... layers) throws Exception {
        String content = name.substring(name.indexOf('/') + 1);
        JibContainerBuilder builder = Jib.fromScratch().setFormat(format).setCreationTime(Instant.EPOCH);
        Set<Platform> platforms = new LinkedHashSet<>();
        architectures.forEach(architecture -> platforms.add(new Platform(architecture, "linux")));
        builder.setPlatforms(platforms);
        for (int i = 0; i < layers.length; i++) {
            builder.addLayer(List.of(layerFile(content, i, layers[i])), AbsoluteUnixPath.get("/data"));
        }
        builder.setEntrypoint("/data/" + content.hashCode());
        builder.containerize(Containerizer.to(RegistryImage.named(name))
                .setAllowInsecureRegistries(true)
                .setBaseImageLayersCache(scratch.resolve("base-cache"))
                .setApplicationLayersCache(scratch.resolve("app-cache"))
                .setToolName("kubeferry-test"));
    }

    private Path layerFile(String content, int number, int size) throws IOException {
        Path file = Files.createDirectories(scratch).resolve("layer-" + Math.abs(content.hashCode()) + "-" + number);
        byte[] bytes = new byte[size];
        new Random(content.hashCode() * 31L + number).nextBytes(bytes);
        return Files.write(file, bytes);
    }
}
