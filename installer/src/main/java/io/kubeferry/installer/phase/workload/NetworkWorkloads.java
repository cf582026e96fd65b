package io.kubeferry.installer.phase.workload;

import io.kubeferry.manifests.kubernetes.ManifestObject;
import java.util.List;

/** What a network's manifest runs: the network works where all of it runs. */
public final class NetworkWorkloads {
    private NetworkWorkloads() {}

    /** {@code namespace/kind/name} of each, as the facts of the cluster name them. */
    public static List<String> of(String manifest) {
        return Workloads.of(ManifestObject.of("the network's manifest", manifest));
    }
}
