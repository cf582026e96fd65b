package io.kubeferry.installer.facts;

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

    private BareHost() {}

    static NodeFacts facts(Node node, DataFolders folders, Platform platform) {
        return new NodeFacts(
                node.name(),
                system(node, folders, platform),
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

    private static SystemFacts system(Node node, DataFolders folders, Platform platform) {
        Map<String, Long> free = new TreeMap<>();
        FOLDERS.forEach(folder -> free.put(folder, FREE));
        folders.all().forEach(folder -> free.put(folder, FREE));
        return new SystemFacts(
                node.name(),
                "Debian GNU/Linux 12 (bookworm)",
                platform,
                "6.1.0-40-" + platform.architecture(),
                "2.36",
                CPUS,
                MEMORY,
                free,
                CLOCK,
                "machine-of-" + node.name(),
                Map.of("lo", Set.of("127.0.0.1/8"), "eth0", addresses(node)),
                false,
                PROGRAMS,
                Set.of(22),
                Set.of("overlay", "nf_conntrack"),
                Set.of("br_netfilter", "ip_set", "ipip", "vxlan", "xt_set"),
                Map.of("net.ipv4.ip_forward", "0"),
                2,
                true,
                true,
                0,
                Set.of(),
                false,
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
