package io.kubeferry.installer.phase.workload;

import io.kubeferry.manifests.kubernetes.ManifestObject;
import java.util.List;
import java.util.Locale;

/** What objects run, named as the facts of the cluster name it. */
public final class Workloads {
    private Workloads() {}

    /** {@code namespace/kind/name} of each DaemonSet, Deployment and StatefulSet. */
    public static List<String> of(List<ManifestObject> objects) {
        return objects.stream()
                .filter(ManifestObject::isRolledOut)
                .map(Workloads::named)
                .toList();
    }

    private static String named(ManifestObject workload) {
        String namespace = workload.namespace().isEmpty() ? "default" : workload.namespace();
        return namespace + "/" + workload.kind().toLowerCase(Locale.ROOT) + "/" + workload.name();
    }
}
