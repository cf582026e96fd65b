package io.kubeferry.manifests.catalogue;

import io.kubeferry.manifests.image.ImageReference;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A release of a network provider.
 *
 * @param provider {@code flannel}, {@code calico} or {@code weave}
 * @param version as upstream tags it
 * @param manifest the URL of its manifest
 * @param kubernetes what it goes with
 * @param networkPolicy whether it enforces NetworkPolicy
 * @param podNetwork where its manifest says which addresses pods get, such as {@code CALICO_IPV4POOL_CIDR}
 * @param images those that its manifest names; empty where nobody has looked. The manifest itself decides
 * @param newestKnown where the version is later than all that the catalogue knows of its line: the newest one of them
 * @param note what else a person should know before choosing it
 */
public record NetworkRelease(
        String provider,
        String version,
        URI manifest,
        KubernetesRange kubernetes,
        boolean networkPolicy,
        String podNetwork,
        List<ImageReference> images,
        Optional<String> newestKnown,
        Optional<String> note) {
    public NetworkRelease {
        images = List.copyOf(images);
    }
}
