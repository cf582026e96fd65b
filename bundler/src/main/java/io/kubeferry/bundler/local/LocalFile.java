package io.kubeferry.bundler.local;

import io.kubeferry.manifests.bundle.BundleEntry;
import java.nio.file.Path;

/**
 * A file of this machine that goes into the bundle.
 *
 * @param entry its path in the bundle, size, digest and mode
 * @param source where it is
 */
public record LocalFile(BundleEntry entry, Path source) {}
