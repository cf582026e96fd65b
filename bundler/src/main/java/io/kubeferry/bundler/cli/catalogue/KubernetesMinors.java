package io.kubeferry.bundler.cli.catalogue;

import io.kubeferry.manifests.catalogue.Catalogue;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Kubernetes' minors and the patches of each that are known. */
final class KubernetesMinors {
    private final Catalogue catalogue;

    KubernetesMinors(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Such as {@code 1.36}, the oldest first. */
    List<String> names() {
        return catalogue.kubernetesMinors();
    }

    /** The newest patch; a release may have known binaries before its image list is. */
    Optional<KubernetesVersion> newest(String minor) {
        return Stream.concat(
                        catalogue.kubernetesVersions().stream(),
                        catalogue.toolVersions("kubeadm").stream().map(KubernetesVersion::parse))
                .sorted()
                .filter(each -> each.minorName().equals(minor))
                .reduce((one, later) -> later);
    }

    /** The patches whose image lists are known, the oldest first. */
    List<KubernetesVersion> patches(String minor) {
        return catalogue.kubernetesVersions().stream()
                .filter(each -> each.minorName().equals(minor))
                .toList();
    }
}
