package io.kubeferry.installer.preflight;

import io.kubeferry.installer.desired.SystemPackages;
import io.kubeferry.installer.desired.SystemPackages.SystemPackage;
import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.NodeFacts;
import io.kubeferry.manifests.failure.Problems;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The programs of the operating system that the installer, kubeadm and the kubelet call. kubeadm asks for fewer with every
 * release: conntrack until 1.31; ip, iptables and nsenter until 1.32 (of these the installer itself wants ip); losetup and cp
 * since 1.33. What it only warns of (socat, ebtables, ethtool, tc) is not asked for. Later the networks and kube-proxy have
 * iptables in their images, and the plugin for host ports takes nft where it is not there.
 */
final class ProgramCheck implements Check {
    private static final List<String> ALWAYS =
            List.of("cp", "find", "ip", "modprobe", "mount", "sha256sum", "sysctl", "systemctl", "tar");
    private static final Map<String, String> PACKAGES = Map.of(
            "conntrack", "conntrack (Debian) or conntrack-tools (RHEL)",
            "ip", "iproute2 (Debian) or iproute (RHEL)",
            "modprobe", "kmod",
            "nsenter", "util-linux",
            "sysctl", "procps (Debian) or procps-ng (RHEL)");

    @Override
    public void check(Target target, Facts facts, Problems problems) {
        List<String> needed = needed(target.kubernetes().version());
        for (NodeFacts node : facts.nodes().values()) {
            Set<String> there = node.machine().system().programs();
            Set<String> coming = SystemPackages.missing(
                            target.bundle(), node.machine().system())
                    .stream()
                    .map(SystemPackage::name)
                    .collect(Collectors.toSet());
            needed.stream()
                    .filter(program -> !there.contains(program) && !comes(program, coming))
                    .forEach(program -> problems.add(
                            node.node(),
                            "the program " + program + " is not there",
                            "install the package " + PACKAGES.getOrDefault(program, program)
                                    + " from the operating system's medium, or carry it in the bundle as packages/"
                                    + node.machine().system().id() + "/…"));
        }
    }

    /** Whether a package that is going to be installed brings the program: it is named for it, or listed here. */
    private static boolean comes(String program, Set<String> coming) {
        return coming.stream()
                .anyMatch(name -> name.equals(program)
                        || Arrays.asList(PACKAGES.getOrDefault(program, "").split("[ ()]+"))
                                .contains(name));
    }

    private static List<String> needed(KubernetesVersion version) {
        List<String> needed = new ArrayList<>(ALWAYS);
        if (!version.isAtLeast(1, 32)) {
            needed.add("conntrack");
        }
        needed.addAll(version.isAtLeast(1, 33) ? List.of("losetup") : List.of("iptables", "nsenter"));
        return needed;
    }
}
