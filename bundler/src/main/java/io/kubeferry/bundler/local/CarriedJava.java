package io.kubeferry.bundler.local;

import io.kubeferry.manifests.image.Platform;

/**
 * A Java runtime to be carried.
 *
 * @param javaVersion as its release file says
 * @param minimumGlibc the oldest glibc it starts on
 * @param tree its files, below {@code installer/runtime/<os>-<architecture>/}
 */
public record CarriedJava(Platform platform, String javaVersion, String minimumGlibc, LocalTree tree) {}
