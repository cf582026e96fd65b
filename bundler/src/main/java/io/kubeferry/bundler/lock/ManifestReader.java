package io.kubeferry.bundler.lock;

import io.kubeferry.bundler.lock.Request.WantedAddon;
import io.kubeferry.bundler.lock.Request.WantedManifest;
import io.kubeferry.bundler.lock.Request.WantedNetwork;
import io.kubeferry.bundler.source.Downloads;
import io.kubeferry.bundler.source.download.OwnFiles;
import io.kubeferry.manifests.bundle.CarriedFile;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.kubernetes.ImagePlaces;
import io.kubeferry.manifests.kubernetes.ManifestFindings;
import io.kubeferry.manifests.kubernetes.ManifestImages;
import io.kubeferry.manifests.kubernetes.ManifestText;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Reads manifests, from the web and from this machine, and finds the images that they name. */
final class ManifestReader {
    private static final int LIMIT = ManifestText.LIMIT;

    private final Downloads downloads;

    ManifestReader(Downloads downloads) {
        this.downloads = downloads;
    }

    ReadManifest network(WantedNetwork network) {
        String title = network.provider() + " " + network.version();
        byte[] content = Unpublished.orNearest(
                title, network.newestKnown().stream().toList(), () -> downloads.read(network.manifest(), LIMIT));
        return read(
                title,
                network.provider() + "-manifest",
                network.version(),
                network.manifest(),
                content,
                ImagePlaces.none());
    }

    ReadManifest addon(WantedAddon addon, WantedManifest manifest) {
        byte[] content = manifest.file()
                .map(ManifestReader::local)
                .orElseGet(() -> Unpublished.orNearest(
                        addon.name() + " " + addon.version(),
                        addon.newestKnown().stream().toList(),
                        () -> downloads.read(manifest.origin(), LIMIT)));
        manifest.sha256().filter(sha256 -> !sha256.equals(Digest.of(content))).ifPresent(sha256 -> {
            throw Failure.of(
                    ExitCode.SOURCE_UNAVAILABLE,
                    manifest.origin().toString(),
                    "its content has the digest " + Digest.of(content) + ", the spec says " + sha256,
                    "look at the file; where the change is right, write its new sha256 into the spec");
        });
        return read(
                manifest.name(),
                fileName(addon, manifest),
                addon.version(),
                manifest.origin(),
                content,
                addon.places());
    }

    /** Under which name a manifest of an add-on travels. */
    static String fileName(WantedAddon addon, WantedManifest manifest) {
        return addon.name() + "-manifest/" + manifest.name();
    }

    /** The content of a file of the author's own. */
    static byte[] local(Path file) {
        return OwnFiles.read(file, LIMIT);
    }

    private static ReadManifest read(
            String name, String fileName, String version, URI origin, byte[] content, ImagePlaces places) {
        String text = ManifestText.decode(origin.toString(), content);
        return new ReadManifest(
                name,
                new CarriedFile(
                        fileName, version, Optional.empty(), origin.toString(), Digest.of(content), content.length),
                ManifestImages.of(origin.toString(), text, places),
                ManifestFindings.of(origin.toString(), text, places));
    }
}
