package io.kubeferry.manifests.bundle;

import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.image.Platform;
import java.util.Optional;

/**
 * A file that travels as a blob: a binary, an archive, a manifest or a file of the user's own.
 *
 * @param name {@code kubelet}, {@code containerd}, {@code flannel-manifest}, or the user's path
 * @param version as upstream writes it in the file's URL; empty for files without one
 * @param platform where it runs; empty where that does not matter
 * @param origin the URL it was fetched from
 * @param size bytes
 */
public record CarriedFile(
        String name, String version, Optional<Platform> platform, String origin, Digest digest, long size) {}
