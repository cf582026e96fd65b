package io.kubeferry.installer.facts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubeferry.installer.site.Taint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads what {@code cluster.sh} printed: a JSON list of nodes, daemon sets, deployments and stateful sets. */
final class ClusterReport {
    private final Map<String, String> versions = new TreeMap<>();
    private final Map<String, Boolean> ready = new TreeMap<>();
    private final Map<String, NodeMarks> marks = new TreeMap<>();
    private final Map<String, Set<String>> podRanges = new TreeMap<>();
    private final Map<String, Boolean> workloads = new TreeMap<>();

    private ClusterReport() {}

    /** The facts as the API of {@code node} tells them. */
    static ClusterFacts parse(String node, String json) throws JsonProcessingException {
        ClusterReport report = new ClusterReport();
        new ObjectMapper().readTree(json).path("items").forEach(report::read);
        return new ClusterFacts(node, report.versions, report.ready, report.marks, report.podRanges, report.workloads);
    }

    private void read(JsonNode item) {
        String kind = item.path("kind").asText();
        JsonNode status = item.path("status");
        switch (kind) {
            case "Node" -> {
                readNode(item.at("/metadata/name").asText(), status);
                marks.put(item.at("/metadata/name").asText(), marks(item));
                podRanges.put(item.at("/metadata/name").asText(), podRanges(item));
            }
            case "DaemonSet" ->
                workload(item, isRolledOut(item, status, status.path("desiredNumberScheduled"), "numberAvailable"));
            case "Deployment" ->
                workload(item, isRolledOut(item, status, item.at("/spec/replicas"), "availableReplicas"));
            case "StatefulSet" -> workload(item, isRolledOut(item, status, item.at("/spec/replicas"), "readyReplicas"));
            default -> throw new IllegalArgumentException("the cluster told of a " + kind + " that was not asked for");
        }
    }

    private void readNode(String name, JsonNode status) {
        versions.put(name, status.at("/nodeInfo/kubeletVersion").asText());
        boolean isReady = false;
        for (JsonNode condition : status.path("conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                isReady = condition.path("status").asText().equals("True");
            }
        }
        ready.put(name, isReady);
    }

    private static Set<String> podRanges(JsonNode item) {
        Set<String> ranges = new TreeSet<>();
        item.at("/spec/podCIDRs").forEach(range -> ranges.add(range.asText()));
        return ranges;
    }

    private static NodeMarks marks(JsonNode item) {
        Map<String, String> labels = new TreeMap<>();
        item.at("/metadata/labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        Map<String, String> annotations = new TreeMap<>();
        item.at("/metadata/annotations").properties().stream()
                .filter(each -> each.getKey().startsWith(NodeMarks.OWN))
                .forEach(each -> annotations.put(each.getKey(), each.getValue().asText()));
        List<Taint> taints = new ArrayList<>();
        item.at("/spec/taints")
                .forEach(taint -> taints.add(new Taint(
                        taint.path("key").asText(),
                        taint.path("value").asText(),
                        taint.path("effect").asText())));
        return new NodeMarks(labels, taints, annotations);
    }

    /** The controllers count what they see: a status of an older generation says nothing about this one. */
    private static boolean isRolledOut(JsonNode item, JsonNode status, JsonNode wanted, String available) {
        boolean current = status.path("observedGeneration").asLong(0)
                >= item.at("/metadata/generation").asLong(0);
        return current && status.path(available).asInt(0) >= wanted.asInt(0);
    }

    private void workload(JsonNode item, boolean isReady) {
        String kind = item.path("kind").asText().toLowerCase(Locale.ROOT);
        workloads.put(
                item.at("/metadata/namespace").asText() + "/" + kind + "/"
                        + item.at("/metadata/name").asText(),
                isReady);
    }
}
