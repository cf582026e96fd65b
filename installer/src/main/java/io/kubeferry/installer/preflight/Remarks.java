package io.kubeferry.installer.preflight;

import io.kubeferry.installer.desired.Addon;
import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.NodeFacts;
import io.kubeferry.installer.machine.Capacity;
import io.kubeferry.installer.machine.Storage;
import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.trial.Connections;
import io.kubeferry.installer.trial.DiskSpeeds;
import io.kubeferry.installer.trial.Trials;
import io.kubeferry.manifests.failure.Problem;
import io.kubeferry.manifests.failure.Problems;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a person should know and no run has to be kept back for. */
public final class Remarks {
    private static final int CGROUPS_IN_MAINTENANCE = 31;
    /** The kubelet's imagefs.available, by default. */
    private static final int LEAST_PERCENT_FREE = 15;

    private static final int WORKER_MIB = 1000;
    /** etcd's hardware recommendations: the 99th percentile of WAL fsync. */
    private static final Duration ADVISED_PER_WRITE = Duration.ofMillis(10);

    private Remarks() {}

    /** All of them. */
    public static List<Problem> of(Target target, Facts facts, Trials trials) {
        Problems remarks = new Problems();
        if (target.kubernetes().version().isAtLeast(1, CGROUPS_IN_MAINTENANCE)) {
            nodes(
                    facts,
                    node -> node.machine().kernel().cgroupVersion() == 1,
                    remarks,
                    List.of(
                            "cgroups of version 1, which Kubernetes 1.35 and later take only with failCgroupV1: false",
                            "plan to boot with systemd.unified_cgroup_hierarchy=1"));
        }
        nodes(
                facts,
                node -> !node.machine().clock().synchronised(),
                remarks,
                List.of(
                        "nothing is seen that sets the clock",
                        "have one machine of the site serve the time: certificates are refused by clocks that are behind"));
        nodes(
                facts,
                node -> comesBack(node.machine().capacity()),
                remarks,
                List.of(
                        "swap is off, but /etc/fstab has it come back at the next boot, and the kubelet would not start then",
                        "take the lines of the type swap out of /etc/fstab"));
        for (String folder : List.of("/tmp", "/var/tmp")) {
            nodes(
                    facts,
                    node -> node.machine().storage().noexec().contains(folder),
                    remarks,
                    List.of(
                            folder + " is mounted noexec",
                            "nothing of Kubeferry's is started from there; other tools may be"));
        }
        checkRoomForAddons(target, remarks);
        checkFirmware(facts, remarks);
        checkSpace(target, facts, remarks);
        checkConnections(target, trials.connections(), remarks);
        checkDisks(target, trials.disks(), remarks);
        return remarks.found();
    }

    private static void nodes(Facts facts, Predicate<NodeFacts> which, Problems remarks, List<String> words) {
        String names = facts.nodes().values().stream()
                .filter(which)
                .map(NodeFacts::node)
                .collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            remarks.add(names, words.get(0), words.get(1));
        }
    }

    /** Control planes keep pods away unless the site's file says otherwise, and few add-ons tolerate that. */
    private static void checkRoomForAddons(Target target, Problems remarks) {
        if (!target.addons().isEmpty() && target.site().nodes().stream().noneMatch(Remarks::takesAnyPod)) {
            remarks.add(
                    "spec.nodes",
                    "every node has a taint, and "
                            + target.addons().stream().map(Addon::title).collect(Collectors.joining(", "))
                            + " has to tolerate one of them: what finds no node is waited for in vain, for 10 minutes each",
                    "write 'taints: []' at a control plane, or add a worker without taints");
        }
    }

    private static boolean takesAnyPod(Node node) {
        boolean keepsAway = node.taints()
                .map(taints -> taints.stream().anyMatch(taint -> !taint.effect().equals("PreferNoSchedule")))
                .orElse(node.isControlPlane());
        return node.isMember() && !keepsAway;
    }

    private static boolean comesBack(Capacity capacity) {
        return capacity.swapAtBoot() && !capacity.swapOn();
    }

    private static void checkFirmware(Facts facts, Problems remarks) {
        Map<String, String> seen = new TreeMap<>();
        for (NodeFacts node : facts.nodes().values()) {
            String uuid = node.machine().identity().productUuid();
            String before = uuid.isEmpty() ? null : seen.putIfAbsent(uuid, node.node());
            if (before != null) {
                remarks.add(
                        node.node(),
                        "its firmware's UUID " + uuid + " is also " + before + "'s",
                        "give copies of virtual machines UUIDs of their own: some storage tells machines apart by it");
            }
        }
    }

    /** The kubelet's own limits: with less room it removes images that nobody uses, then pods. */
    private static void checkSpace(Target target, Facts facts, Problems remarks) {
        for (Node node : target.site().members()) {
            Storage storage = facts.node(node.name()).machine().storage();
            String folder = target.site().folders().containerd();
            long total = storage.totalBytes().getOrDefault(folder, 0L);
            long free = storage.freeBytes().getOrDefault(folder, 0L);
            if (free * 100 < total * LEAST_PERCENT_FREE) {
                remarks.add(
                        node.name(),
                        folder + ": " + free * 100 / total + " % of its file system are free",
                        "with less than " + LEAST_PERCENT_FREE + " % the kubelet removes images, then pods: make room");
            }
            long memory = facts.node(node.name()).machine().capacity().memoryBytes() >> 20;
            if (memory < WORKER_MIB) {
                remarks.add(
                        node.name(),
                        "the machine has " + memory + " MiB of memory",
                        "below " + WORKER_MIB + " MiB little is left for pods");
            }
        }
    }

    private static void checkDisks(Target target, DiskSpeeds disks, Problems remarks) {
        disks.untried().forEach(untried -> remarks.add("", "etcd's disk was not measured on " + untried, ""));
        disks.slowest().forEach((node, time) -> {
            if (time.compareTo(ADVISED_PER_WRITE) > 0) {
                remarks.add(
                        node,
                        target.site().folders().etcd() + ": one in a hundred small writes takes more than "
                                + time.toMillis() + " ms to be kept",
                        "etcd's authors advise " + ADVISED_PER_WRITE.toMillis() + " ms at most: give it a faster disk");
            }
        });
    }

    private static void checkConnections(Target target, Connections connections, Problems remarks) {
        connections
                .untried()
                .forEach(untried -> remarks.add("", "ports between nodes were not tried on " + untried, ""));
        if (connections.endpointAnswers().equals(Optional.of(false))) {
            boolean needed = !target.kubernetes().version().isAtLeast(1, 37);
            remarks.add(
                    "spec.controlPlaneEndpoint",
                    "the endpoint " + target.site().endpoint().hostAndPort() + " does not answer yet",
                    "it may refuse until an API server is up; "
                            + (needed
                                    ? "but kubeadm waits for the first one through it, so it has to forward by then"
                                    : "this release begins without it"));
        }
    }
}
