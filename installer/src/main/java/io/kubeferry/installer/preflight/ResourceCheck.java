package io.kubeferry.installer.preflight;

import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.machine.Capacity;
import io.kubeferry.installer.site.Node;
import io.kubeferry.manifests.failure.Problems;

/** Processors and memory of the control planes, with kubeadm's own limits (its constants.go), and swap on every node. */
final class ResourceCheck implements Check {
    private static final int CONTROL_PLANE_CPUS = 2;
    private static final long MIB = 1L << 20;
    private static final long CONTROL_PLANE_MIB = 1700;

    @Override
    public void check(Target target, Facts facts, Problems problems) {
        target.site()
                .controlPlanes()
                .forEach(node -> checkControlPlane(
                        node, facts.node(node.name()).machine().capacity(), problems));
        for (Node node : target.site().nodes()) {
            if (facts.node(node.name()).machine().capacity().swapOn()) {
                problems.add(
                        node.name(),
                        "swap is in use, and the kubelet does not start with it",
                        "run 'swapoff --all' there and take swap out of /etc/fstab");
            }
        }
    }

    private static void checkControlPlane(Node node, Capacity capacity, Problems problems) {
        if (capacity.cpus() < CONTROL_PLANE_CPUS) {
            problems.add(
                    node.name(),
                    "a control plane needs " + CONTROL_PLANE_CPUS + " processors, the machine has " + capacity.cpus(),
                    "give it more, or make it a worker");
        }
        long memory = capacity.memoryBytes() / MIB;
        if (memory < CONTROL_PLANE_MIB) {
            problems.add(
                    node.name(),
                    "a control plane needs " + CONTROL_PLANE_MIB + " MiB of memory, the machine has " + memory + " MiB",
                    "give it more, or make it a worker");
        }
    }
}
