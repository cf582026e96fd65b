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
    /** kubeadm's validator asks for 3.10. */
    private static final int LEAST_MAJOR = 3;

    private static final int LEAST_MINOR = 10;

    @Override
    public void check(Target target, Facts facts, Problems problems) {
        KubernetesVersion version = target.kubernetes().version();
        Set<String> modules = new TreeSet<>(MODULES);
        modules.addAll(SiteNetwork.needsIfKnown(target).modules());
        for (NodeFacts node : facts.nodes().values()) {
            checkVersion(node, problems);
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

    private static void checkVersion(NodeFacts node, Problems problems) {
        Matcher matcher = VERSION.matcher(node.machine().kernel().release());
        if (!matcher.matches()) {
            return;
        }
        int major = Integer.parseInt(matcher.group(1));
        int minor = Integer.parseInt(matcher.group(2));
        if (major < LEAST_MAJOR || major == LEAST_MAJOR && minor < LEAST_MINOR) {
            problems.add(
                    node.node(),
                    "the kernel is " + node.machine().kernel().release() + ", " + LEAST_MAJOR + "." + LEAST_MINOR
                            + " or later is needed",
                    "upgrade the machine's operating system");
        }
    }

    private static void checkModules(NodeFacts node, Set<String> modules, Problems problems) {
        Kernel kernel = node.machine().kernel();
        modules.stream()
                .filter(module -> !kernel.has(module))
                .forEach(module -> problems.add(
                        node.node(),
                        "the kernel " + kernel.release() + " has no module " + module,
                        "install the package with the kernel's modules, or boot the kernel that they belong to"));
    }
}
