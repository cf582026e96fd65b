package io.kubeferry.bundler.build;

import io.kubeferry.bundler.source.Downloads;
import io.kubeferry.bundler.source.Images;
import io.kubeferry.bundler.source.ServedManifest;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.image.ImageReference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Optional;

/** Brings the bytes of entries from where they come from. */
final class PartSource {
    private static final int BUFFER = 256 << 10;

    private final Images images;
    private final Downloads downloads;

    PartSource(Images images, Downloads downloads) {
        this.images = images;
        this.downloads = downloads;
    }

    /** Goes on where the sink is. */
    void bring(Part part, EntrySink sink) {
        if (part.content() instanceof Content.Inline inline) {
            writeFrom(sink, inline.bytes());
        } else if (part.content() instanceof Content.Local local) {
            copy(local, sink);
        } else if (part.content() instanceof Content.Manifest manifest) {
            ImageReference image = manifest.image();
            ServedManifest served = images.manifest(new ImageReference(
                    image.registry(), image.repository(), image.tag(), Optional.of(manifest.digest())));
            writeFrom(sink, served.bytes());
        } else if (part.content() instanceof Content.Blob blob) {
            images.copyBlob(blob.image(), blob.blob(), sink);
        } else if (part.content() instanceof Content.Download download) {
            downloads.copy(download.url(), part.entry().size(), sink);
        }
    }

    private static void writeFrom(EntrySink sink, byte[] bytes) {
        int rest = bytes.length - (int) sink.received();
        byte[] tail = new byte[Math.max(rest, 0)];
        System.arraycopy(bytes, bytes.length - tail.length, tail, 0, tail.length);
        sink.write(tail, tail.length);
    }

    private static void copy(Content.Local local, EntrySink sink) {
        try (InputStream in = Files.newInputStream(local.file())) {
            in.skipNBytes(sink.received());
            byte[] buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0 && !sink.isFull(); count = in.read(buffer)) {
                sink.write(buffer, count);
            }
        } catch (IOException e) {
            throw Failure.of(
                    ExitCode.ACTION_FAILED,
                    local.file().toString(),
                    "cannot be read: " + e.getMessage(),
                    "install the bundler anew, then run the same command again",
                    e);
        }
    }
}
