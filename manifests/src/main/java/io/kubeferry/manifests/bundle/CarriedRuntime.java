package io.kubeferry.manifests.bundle;

import io.kubeferry.manifests.image.Platform;

/**
 * The Java runtime that the installer travels with.
 *
 * @param minimumGlibc the oldest glibc it starts on, such as {@code 2.34}
 */
public record CarriedRuntime(Platform platform, String javaVersion, String minimumGlibc) {}
