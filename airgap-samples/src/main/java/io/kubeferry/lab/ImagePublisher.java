package io.kubeferry.lab;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.blob.BlobDescriptor;
import com.google.cloud.tools.jib.event.EventHandlers;
import com.google.cloud.tools.jib.hash.Digests;
import com.google.cloud.tools.jib.http.FailoverHttpClient;
import com.google.cloud.tools.jib.image.json.ManifestTemplate;
import com.google.cloud.tools.jib.registry.RegistryClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Builds images from folders and pushes them to one registry on loopback, over plain HTTP. Whatever is pushed twice from
 * the same folders has the same digest.
 */
final class ImagePublisher {
    private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
    private static final String SEARCH_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final String registry;
    private final Path layers;
    private final Path jibCache;

    /**
     * @param registry host and port
     * @param layers the folder that holds the layers' folders
     * @param jibCache where Jib keeps the layers that it has built
     */
    ImagePublisher(String registry, Path layers, Path jibCache) {
        this.registry = registry;
        this.layers = layers;
        this.jibCache = jibCache;
    }

    /** Returns the digest ({@code sha256:...}) that the image's tag now points to. */
    String publish(LabImage image) throws Exception {
        List<Child> children = new ArrayList<>();
        for (String platform : image.layers().keySet()) {
            children.add(new Child(platform, push(image, platform)));
        }
        return image.hasSeveralPlatforms()
                ? pushIndex(image, children)
                : children.get(0).digest();
    }

    private String push(LabImage image, String platform) throws Exception {
        JibContainerBuilder container = Jib.fromScratch()
                .setPlatforms(onlyPlatform(platform))
                .setFormat(image.format())
                .setCreationTime(CREATED)
                .addEnvironmentVariable("PATH", SEARCH_PATH);
        if (!image.entrypoint().isEmpty()) {
            container.setEntrypoint(image.entrypoint());
        }
        for (String folder : image.layers().get(platform)) {
            container.addFileEntriesLayer(new LayerFolder(layers.resolve(folder)).toLayer());
        }
        String target = registry + "/" + image.repository() + ":" + image.tagOf(platform);
        return container
                .containerize(Containerizer.to(RegistryImage.named(target))
                        .setAllowInsecureRegistries(true)
                        .setBaseImageLayersCache(jibCache)
                        .setApplicationLayersCache(jibCache)
                        .setToolName("kubeferry-lab"))
                .getDigest()
                .toString();
    }

    /** Jib's own builder gives every platform the same layers, and knows no OCI index: so the index is put together here. */
    private String pushIndex(LabImage image, List<Child> children) throws Exception {
        FailoverHttpClient http = new FailoverHttpClient(true, true, event -> {});
        try {
            RegistryClient client = RegistryClient.factory(EventHandlers.NONE, registry, image.repository(), http)
                    .newRegistryClient();
            PlatformIndex index = PlatformIndex.of(image.format());
            for (Child child : children) {
                addTo(index, client, child);
            }
            return client.pushManifest(index, image.tag()).toString();
        } finally {
            http.shutDown();
        }
    }

    private static void addTo(PlatformIndex index, RegistryClient client, Child child) throws Exception {
        ManifestTemplate manifest = client.pullManifest(child.digest()).getManifest();
        BlobDescriptor descriptor = Digests.computeDigest(manifest);
        if (!descriptor.getDigest().toString().equals(child.digest())) {
            throw new IOException("the manifest of " + child.platform() + " reads back as " + descriptor.getDigest()
                    + ", but " + child.digest() + " was pushed");
        }
        index.add(manifest.getManifestMediaType(), child.digest(), descriptor.getSize(), child.platform());
    }

    private static Set<Platform> onlyPlatform(String platform) {
        int slash = platform.indexOf('/');
        return new LinkedHashSet<>(List.of(new Platform(platform.substring(slash + 1), platform.substring(0, slash))));
    }

    private record Child(String platform, String digest) {}
}
