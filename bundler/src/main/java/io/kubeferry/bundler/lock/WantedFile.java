package io.kubeferry.bundler.lock;

import io.kubeferry.manifests.catalogue.Checksum;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.image.Platform;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A file to be fetched.
 *
 * @param version empty for a file of the author's own
 * @param sha256 where it is known beforehand
 * @param checksum where upstream publishes it, asked only if {@code sha256} is empty
 * @param nearest where the catalogue does not know the version: the known ones next to it
 */
public record WantedFile(
        String name,
        String version,
        Optional<Platform> platform,
        URI url,
        Optional<Digest> sha256,
        Optional<Checksum> checksum,
        List<String> nearest) {
    public WantedFile {
        nearest = List.copyOf(nearest);
    }

    /** Name, version and platform, for messages. */
    public String title() {
        return name
                + (version.isEmpty() ? "" : " " + version)
                + platform.map(each -> " for " + each).orElse("");
    }
}
