package io.kubeferry.manifests.catalogue;

import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.image.Platform;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A version of a tool for a platform.
 *
 * @param version in the catalogue's spelling: as the downloaded file's own name has it, or as the release's tag has it
 *     where the name has none. With {@code v}: kubeadm, kubelet, kubectl, runc, cni-plugins, crictl, etcd; without:
 *     containerd, registry
 * @param url the binary, or the archive that holds it
 * @param sha256 of what the URL serves, where the catalogue has it
 * @param checksum where upstream publishes it; empty for a tool of the operator's own without such a file
 * @param nearest where the version is not among the known ones: those next to it
 */
public record ToolRelease(
        String name,
        String version,
        Platform platform,
        URI url,
        Optional<Digest> sha256,
        Optional<Checksum> checksum,
        List<String> nearest) {
    public ToolRelease {
        nearest = List.copyOf(nearest);
    }
}
