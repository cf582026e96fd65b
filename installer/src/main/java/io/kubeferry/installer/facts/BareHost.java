package io.kubeferry.installer.facts;

import io.kubeferry.installer.machine.Capacity;
import io.kubeferry.installer.machine.Identity;
import io.kubeferry.installer.machine.Kernel;
import io.kubeferry.installer.machine.Machine;
import io.kubeferry.installer.machine.Networking;
import io.kubeferry.installer.machine.OperatingSystem;
import io.kubeferry.installer.machine.Protection;
import io.kubeferry.installer.machine.Storage;
import io.kubeferry.installer.machine.TimeKeeping;
import io.kubeferry.installer.site.DataFolders;
import io.kubeferry.installer.site.Node;
import io.kubeferry.manifests.image.Platform;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a freshly installed Debian 12 on an isolated site would answer: no default route, no name server, nothing of ours or
 * anybody's on it, and enough of everything. It shows what a host is taken for that nobody has asked.
 */
final class BareHost {
    private static final long GIB = 1L << 30;
    private static final int CPUS = 4;
    private static final long MEMORY = 8 * GIB;
    /** More than any bundle takes. */
    private static final long FREE = 1024 * GIB;
    /** 2026-11-18: a clock that was set; the same on all hosts and in every plan. */
    private static final long CLOCK = 1_795_000_000L;

    private static final List<String> FOLDERS = List.of("/usr/local/bin", "/opt/cni/bin", "/etc", "/var/lib/kubeferry");
    private static final Set<String> PROGRAMS = Set.of(
            "conntrack",
            "cp",
            "find",
            "ip",
            "iptables",
            "losetup",
            "modprobe",
            "mount",
            "nsenter",
            "sha256sum",
            "sysctl",
            "systemctl",
            "tar");

    private static final Set<String> CONTROLLERS =
            Set.of("blkio", "cpu", "cpuacct", "cpuset", "devices", "freezer", "memory", "pids");

    private BareHost() {}

    static NodeFacts facts(Node node, DataFolders folders, Platform platform) {
        return new NodeFacts(
                node.name(),
                machine(node, folders, platform),
                Map.of(),
                Map.of("containerd", "unknown/unknown", "kubelet", "unknown/unknown"),
                Map.of(),
                Map.of(),
                Map.of(),
                Set.of(),
                Set.of(),
                List.of(),
                Set.of());
    }

    private static Machine machine(Node node, DataFolders folders, Platform platform) {
        return new Machine(
                new Identity(node.name(), "machine-of-" + node.name(), ""),
                new OperatingSystem(
                        "Debian GNU/Linux 12 (bookworm)",
                        "debian",
                        "12",
                        Set.of(),
                        platform,
                        "2.36",
                        Set.of(),
                        PROGRAMS),
                new Kernel(
                        "6.1.0-40-" + platform.architecture(),
                        Set.of("overlay", "nf_conntrack"),
                        Set.of("br_netfilter", "dummy", "ip_set", "ipip", "openvswitch", "vxlan", "xt_set"),
                        Map.of("net.ipv4.ip_forward", "0"),
                        2,
                        CONTROLLERS),
                new Capacity(CPUS, MEMORY, false, false),
                storage(folders),
                network(node),
                new TimeKeeping(CLOCK, true, 0),
                new Protection(0, true, true, "disabled", "", Set.of()));
    }

    private static Storage storage(DataFolders folders) {
        Map<String, Long> free = new TreeMap<>();
        FOLDERS.forEach(folder -> free.put(folder, FREE));
        folders.all().forEach(folder -> free.put(folder, FREE));
        return new Storage(free, free, Set.of(), Map.of(), Map.of());
    }

    private static Networking network(Node node) {
        return new Networking(
                Map.of("lo", Set.of("127.0.0.1/8"), "eth0", addresses(node)),
                Map.of(),
                Map.of(),
                "",
                Set.of(),
                Set.of(),
                Set.of(22),
                Set.of(),
                "127.0.0.1 localhost\n");
    }

    private static Set<String> addresses(Node node) {
        Set<String> addresses = new TreeSet<>(Set.of(address(node)));
        node.ipv6().ifPresent(second -> addresses.add(second + "/64"));
        return addresses;
    }

    /** How wide the site's network is cannot be known: wide enough for the endpoint's address, wherever that is. */
    private static String address(Node node) {
        return node.address() + "/0";
    }
}
