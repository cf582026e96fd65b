package io.kubeferry.installer.facts;

import io.kubeferry.installer.site.Taint;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a registered node bears, whoever put it there.
 *
 * @param labels key to value
 * @param annotations key to value, of those that are Kubeferry's own
 */
public record NodeMarks(Map<String, String> labels, List<Taint> taints, Map<String, String> annotations) {
    /** Kubeferry's annotations begin so. */
    public static final String OWN = "kubeferry.io/";

    public NodeMarks {
        labels = new TreeMap<>(labels);
        taints = List.copyOf(taints);
        annotations = new TreeMap<>(annotations);
    }

    /** Nothing. */
    public static NodeMarks none() {
        return new NodeMarks(Map.of(), List.of(), Map.of());
    }
}
