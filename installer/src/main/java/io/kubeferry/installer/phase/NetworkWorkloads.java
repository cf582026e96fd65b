package io.kubeferry.installer.phase;

import io.kubeferry.manifests.kubernetes.ManifestObject;
import java.util.List;
import java.util.Locale;

/** What a network's manifest runs: the network works where all of it runs. */
final class NetworkWorkloads {
    private NetworkWorkloads() {}

    /** {@code namespace/kind/name} of each, as the facts of the cluster name them. */
    static List<String> of(String manifest) {
        return ManifestObject.of("the network's manifest", manifest).stream()
                .filter(ManifestObject::isRolledOut)
                .map(NetworkWorkloads::named)
                .toList();
    }

    private static String named(ManifestObject workload) {
        String namespace = workload.namespace().isEmpty() ? "default" : workload.namespace();
        return namespace + "/" + workload.kind().toLowerCase(Locale.ROOT) + "/" + workload.name();
    }
}
