package io.kubeferry.installer.phase.workload;

import io.kubeferry.installer.facts.NodeMarks;
import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.Taint;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The difference between what one node bears and what it is to bear, in the words of kubectl.
 *
 * @param seen what it bears
 */
record Marking(Node node, NodeMarks seen, KubernetesVersion version) {
    private static final String LABELS = NodeMarks.OWN + "labels";
    private static final String TAINTS = NodeMarks.OWN + "taints";

    private static final Taint CONTROL_PLANE = new Taint("node-role.kubernetes.io/control-plane", "", "NoSchedule");
    /** The name of before 1.24; with that release a control plane has both, later the newer one alone. */
    private static final Taint MASTER = new Taint("node-role.kubernetes.io/master", "", "NoSchedule");

    /** What a node bears that has just registered itself: all that it is to bear, but no note of whose that is. */
    static NodeMarks afterJoin(Node node) {
        return new NodeMarks(node.labels(), node.taints().orElse(List.of()), Map.of());
    }

    List<String> labelsToRemove() {
        return noted(LABELS).stream()
                .filter(key -> !node.labels().containsKey(key) && seen.labels().containsKey(key))
                .map(key -> key + "-")
                .toList();
    }

    List<String> labelsToSet() {
        return node.labels().entrySet().stream()
                .filter(label -> !label.getValue().equals(seen.labels().get(label.getKey())))
                .map(label -> label.getKey() + "=" + label.getValue())
                .toList();
    }

    List<String> taintsToRemove() {
        Set<String> wanted = names(wantedTaints());
        Set<String> ours = noted(TAINTS);
        if (node.taints().isPresent()) {
            // A list in the site's file stands in the place of kubeadm's own.
            ours.addAll(names(List.of(CONTROL_PLANE, MASTER)));
        }
        return names(seen.taints()).stream()
                .filter(name -> ours.contains(name) && !wanted.contains(name))
                .map(name -> name + "-")
                .toList();
    }

    List<String> taintsToSet() {
        return wantedTaints().stream()
                .filter(taint -> !seen.taints().contains(taint))
                .map(taint -> taint.key() + (taint.value().isEmpty() ? "" : "=" + taint.value()) + ":" + taint.effect())
                .toList();
    }

    /** Annotations that are to be changed; one that says nothing any more goes. */
    List<String> notes() {
        Map<String, Optional<String>> notes = new TreeMap<>();
        notes.put(
                LABELS,
                node.labels().isEmpty()
                        ? Optional.empty()
                        : Optional.of(String.join(",", node.labels().keySet())));
        notes.put(TAINTS, node.taints().map(taints -> String.join(",", names(taints))));
        List<String> changes = new ArrayList<>();
        notes.forEach((key, note) -> {
            Optional<String> there = Optional.ofNullable(seen.annotations().get(key));
            if (!there.equals(note)) {
                changes.add(note.map(text -> key + "=" + text).orElse(key + "-"));
            }
        });
        return changes;
    }

    /** Nothing where they have always been kubeadm's business; its own again where the site's file had a list before. */
    private List<Taint> wantedTaints() {
        return node.taints().orElseGet(() -> seen.annotations().containsKey(TAINTS) ? kubeadms() : List.of());
    }

    private List<Taint> kubeadms() {
        if (!node.isControlPlane()) {
            return List.of();
        }
        return Stream.of(CONTROL_PLANE, MASTER)
                .filter(taint -> taint.equals(MASTER) ? !version.isAtLeast(1, 25) : version.isAtLeast(1, 24))
                .toList();
    }

    private Set<String> noted(String annotation) {
        return Arrays.stream(seen.annotations().getOrDefault(annotation, "").split(","))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A taint is known by its key and effect. */
    private static Set<String> names(List<Taint> taints) {
        return taints.stream()
                .map(taint -> taint.key() + ":" + taint.effect())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
