package io.kubeferry.manifests.closure;

import io.kubeferry.manifests.image.Descriptor;
import java.util.Set;

/** The media types that containerd makes a container's file system from (its {@code core/images/mediatypes.go}). */
final class LayerTypes {
    private static final Set<String> CONFIGURATIONS =
            Set.of("application/vnd.oci.image.config.v1+json", "application/vnd.docker.container.image.v1+json");

    private static final Set<String> LAYERS = Set.of(
            "application/vnd.oci.image.layer.v1.tar",
            "application/vnd.oci.image.layer.v1.tar+gzip",
            "application/vnd.oci.image.layer.v1.tar+zstd",
            "application/vnd.oci.image.layer.nondistributable.v1.tar",
            "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip",
            "application/vnd.docker.image.rootfs.diff.tar",
            "application/vnd.docker.image.rootfs.diff.tar.gzip",
            "application/vnd.docker.image.rootfs.diff.tar.zstd",
            "application/vnd.docker.image.rootfs.foreign.diff.tar",
            "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip");

    private LayerTypes() {}

    /** Whether a configuration is a container's; a chart or a signature has another, and any layers. */
    static boolean isContainer(Descriptor config) {
        return CONFIGURATIONS.contains(config.mediaType());
    }

    static boolean isUnpacked(Descriptor layer) {
        return LAYERS.contains(layer.mediaType());
    }
}
