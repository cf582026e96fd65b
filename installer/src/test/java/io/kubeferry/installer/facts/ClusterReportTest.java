package io.kubeferry.installer.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.kubeferry.installer.site.Taint;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClusterReportTest {
    @Test
    void readsNodesAndWhatIsRolledOut() throws JsonProcessingException {
        ClusterFacts facts = ClusterReport.parse("cp-2", """
                {"kind": "List", "items": [
                  {"kind": "Node", "metadata": {"name": "cp-1"}, "status": {
                    "nodeInfo": {"kubeletVersion": "v1.20.2"},
                    "conditions": [{"type": "DiskPressure", "status": "False"}, {"type": "Ready", "status": "True"}]}},
                  {"kind": "Node", "metadata": {"name": "worker-1", "labels": {"example.com/rack": "r1"},
                    "annotations": {"kubeferry.io/labels": "example.com/rack", "other": "x"}},
                   "spec": {"podCIDR": "10.244.1.0/24", "podCIDRs": ["10.244.1.0/24", "fd00::/64"], "taints": [{"key": "example.com/gpu", "value": "yes", "effect": "NoSchedule"},
                     {"key": "node.kubernetes.io/not-ready", "effect": "NoExecute"}]}, "status": {
                    "nodeInfo": {"kubeletVersion": "v1.20.2"},
                    "conditions": [{"type": "Ready", "status": "Unknown"}]}},
                  {"kind": "DaemonSet", "metadata": {"namespace": "kube-system", "name": "kube-proxy", "generation": 1},
                   "status": {"observedGeneration": 1, "desiredNumberScheduled": 2, "numberAvailable": 2}},
                  {"kind": "DaemonSet", "metadata": {"namespace": "kube-flannel", "name": "flannel", "generation": 2},
                   "status": {"observedGeneration": 1, "desiredNumberScheduled": 2, "numberAvailable": 2}},
                  {"kind": "Deployment", "metadata": {"namespace": "kube-system", "name": "coredns", "generation": 1},
                   "spec": {"replicas": 2}, "status": {"observedGeneration": 1, "availableReplicas": 1}}
                ]}
                """);
        assertEquals("cp-2", facts.seenFrom());
        assertEquals(Map.of("cp-1", "v1.20.2", "worker-1", "v1.20.2"), facts.nodeVersions());
        assertEquals(Map.of("cp-1", true, "worker-1", false), facts.nodeReady());
        assertEquals(Map.of("cp-1", Set.of(), "worker-1", Set.of("10.244.1.0/24", "fd00::/64")), facts.podRanges());
        assertEquals(NodeMarks.none(), facts.nodeMarks().get("cp-1"));
        assertEquals(
                new NodeMarks(
                        Map.of("example.com/rack", "r1"),
                        List.of(
                                new Taint("example.com/gpu", "yes", "NoSchedule"),
                                new Taint("node.kubernetes.io/not-ready", "", "NoExecute")),
                        Map.of("kubeferry.io/labels", "example.com/rack")),
                facts.nodeMarks().get("worker-1"));
        assertEquals(
                Map.of(
                        "kube-system/daemonset/kube-proxy", true,
                        "kube-flannel/daemonset/flannel", false,
                        "kube-system/deployment/coredns", false),
                facts.workloads());
    }
}
