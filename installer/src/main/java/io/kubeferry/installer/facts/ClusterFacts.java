package io.kubeferry.installer.facts;

import java.util.Map;
import java.util.Set;

/**
 * What the cluster's API says; all empty where there is no cluster yet.
 *
 * @param seenFrom the control plane that was asked; empty where none has a cluster
 * @param nodeVersions name of each registered node to its kubelet's version
 * @param nodeReady name of each registered node to whether it is Ready
 * @param nodeMarks name of each registered node to its labels and taints
 * @param podRanges name of each registered node to the ranges that its pods have addresses of
 * @param workloads {@code namespace/kind/name} of each DaemonSet, Deployment and StatefulSet to whether all its pods are ready
 */
public record ClusterFacts(
        String seenFrom,
        Map<String, String> nodeVersions,
        Map<String, Boolean> nodeReady,
        Map<String, NodeMarks> nodeMarks,
        Map<String, Set<String>> podRanges,
        Map<String, Boolean> workloads) {
    /** No cluster. */
    public static ClusterFacts none() {
        return new ClusterFacts("", Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
    }

    public boolean exists() {
        return !seenFrom.isEmpty();
    }
}
