package io.kubeferry.installer.preflight;

import io.kubeferry.installer.desired.SiteNetwork;
import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.NodeFacts;
import io.kubeferry.installer.machine.Kernel;
import io.kubeferry.manifests.failure.Problems;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kernel: its version, its modules, its version of cgroups. */
final class KernelCheck implements Check {
    private static final List<String> MODULES = List.of("br_netfilter", "nf_conntrack", "overlay");
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");
    /** A kernel that kubeadm's own look at the machine takes. */
    private record Least(int major, int minor) {
        /** 3.10; in 1.32 and 1.33 an older one than 4.19 was an error (system-validators 1.9), later only a warning. */
        static Least of(KubernetesVersion version) {
            boolean strict = version.isAtLeast(1, 32) && !version.isAtLeast(1, 34);
            return strict ? new Least(4, 19) : new Least(3, 10);
        }

        boolean isMet(int otherMajor, int otherMinor) {
            return otherMajor > major || otherMajor == major && otherMinor >= minor;
        }
    }

    @Override
    public void check(Target target, Facts facts, Problems problems) {
        KubernetesVersion version = target.kubernetes().version();
        Set<String> modules = new TreeSet<>(MODULES);
        modules.addAll(SiteNetwork.needsIfKnown(target).modules());
        for (NodeFacts node : facts.nodes().values()) {
            checkVersion(node, version, problems);
            checkMounts(node, problems);
            checkModules(node, modules, problems);
            boolean tolerated = target.site().customisation().toleratesCgroupV1();
            if (version.isAtLeast(1, 35) && node.machine().kernel().cgroupVersion() == 1 && !tolerated) {
                problems.add(
                        node.node(),
                        "the machine has cgroups version 1, and the kubelet of Kubernetes " + version.minorName()
                                + " needs version 2",
                        "boot it with systemd.unified_cgroup_hierarchy=1; or, for the time being, write"
                                + " spec.kubernetes.failCgroupV1: false in the site's file");
            }
        }
    }

    private static void checkVersion(NodeFacts node, KubernetesVersion version, Problems problems) {
        String release = node.machine().kernel().release();
        Matcher matcher = VERSION.matcher(release);
        Least least = Least.of(version);
        if (matcher.matches() && !least.isMet(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)))) {
            problems.add(
                    node.node(),
                    "the kernel is " + release + ", kubeadm " + version + " wants " + least.major() + "."
                            + least.minor() + " or later",
                    "upgrade the machine's operating system, or build a bundle with another release");
        }
    }

    /** A kernel of RHEL 7 keeps a container's mounts busy in others, unless it is told not to. */
    private static void checkMounts(NodeFacts node, Problems problems) {
        if ("0".equals(node.machine().kernel().settings().get("fs.may_detach_mounts"))) {
            problems.add(
                    node.node(),
                    "fs.may_detach_mounts is 0, and pods could not be removed",
                    "write 'fs.may_detach_mounts = 1' into a file below /etc/sysctl.d and run 'sysctl --system'");
        }
    }

    private static void checkModules(NodeFacts node, Set<String> modules, Problems problems) {
        Kernel kernel = node.machine().kernel();
        modules.stream()
                .filter(module -> !kernel.has(module))
                .forEach(
                        module -> problems.add(
                                node.node(),
                                "the kernel " + kernel.release() + " has no module " + module,
                                "install the package with the kernel's modules (on RHEL-like systems kernel-modules-extra), or boot the kernel that they belong to"));
    }
}
