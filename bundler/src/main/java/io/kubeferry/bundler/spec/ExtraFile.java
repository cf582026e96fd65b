package io.kubeferry.bundler.spec;

import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.image.Platform;
import java.net.URI;
import java.util.Optional;

/**
 * A file of the author's own.
 *
 * @param path the name that it has in the bundle
 * @param platform where it runs; empty where that does not matter
 */
public record ExtraFile(URI url, Digest sha256, String path, Optional<Platform> platform) {}
