package io.kubeferry.bundler.lock;

import io.kubeferry.bundler.source.Downloads;
import io.kubeferry.manifests.bundle.CarriedFile;
import io.kubeferry.manifests.catalogue.Checksum;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.nio.charset.StandardCharsets;

/** Finds digest and size of a file without fetching it. */
final class FileResolver {
    /** Lists of checksums are a few kilobytes. */
    private static final int CHECKSUM_LIMIT = 1 << 20;

    private final Downloads downloads;

    FileResolver(Downloads downloads) {
        this.downloads = downloads;
    }

    CarriedFile resolve(WantedFile wanted) {
        return Unpublished.orNearest(wanted.title(), wanted.nearest(), () -> found(wanted));
    }

    private CarriedFile found(WantedFile wanted) {
        Digest digest = wanted.sha256().orElseGet(() -> published(wanted));
        long size = downloads.size(wanted.url(), digest);
        return new CarriedFile(
                wanted.name(), wanted.version(), wanted.platform(), wanted.url().toString(), digest, size);
    }

    private Digest published(WantedFile wanted) {
        Checksum checksum = wanted.checksum()
                .orElseThrow(() -> Failure.of(
                        ExitCode.INVALID_INPUT,
                        wanted.title(),
                        "neither the catalogue nor its origin says its sha256",
                        "add the sha256 to a catalogue folder of your own (sources.catalog)"));
        byte[] text = downloads.read(checksum.url(), CHECKSUM_LIMIT);
        try {
            return checksum.digestIn(new String(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw Failure.of(
                    ExitCode.SOURCE_UNAVAILABLE,
                    wanted.title(),
                    e.getMessage(),
                    "check the version, or the mirror that the spec names for this host",
                    e);
        }
    }
}
