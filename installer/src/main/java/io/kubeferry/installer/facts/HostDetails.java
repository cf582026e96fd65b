package io.kubeferry.installer.facts;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What sets one machine apart from another of its kind.
 *
 * @param osId ID of os-release, such as {@code debian} or {@code rocky}
 * @param osVersion VERSION_ID of os-release; may be empty
 * @param osLike ID_LIKE of os-release: the systems whose packages it takes, too
 * @param packages names of what its package manager has installed
 * @param macs interface to its hardware address, without loopback
 * @param productUuid of the firmware; empty where it has none
 * @param noexec folders, of those that matter, from which no program may be started
 * @param selinux {@code enforcing}, {@code permissive} or {@code disabled}
 * @param firewallZone firewalld's default zone; empty where firewalld does not run
 * @param wildcardDomains search domains in which every name has an address
 * @param routes destination in CIDR notation to interface, without the default route
 * @param cgroupControllers those that are there, under the names of cgroups' first version
 * @param clockSynchronised whether something sets the machine's clock
 * @param caSince when the cluster's CA was made, by this machine's clock, in seconds since 1970; 0 where there is none
 */
public record HostDetails(
        String osId,
        String osVersion,
        Set<String> osLike,
        Set<String> packages,
        Map<String, String> macs,
        String productUuid,
        Set<String> noexec,
        String selinux,
        String firewallZone,
        Set<String> wildcardDomains,
        Map<String, String> routes,
        Set<String> cgroupControllers,
        boolean clockSynchronised,
        long caSince) {
    private static final Set<String> ALL_CONTROLLERS =
            Set.of("blkio", "cpu", "cpuacct", "cpuset", "devices", "freezer", "memory", "pids");

    public HostDetails {
        osLike = Set.copyOf(osLike);
        packages = Set.copyOf(packages);
        macs = new TreeMap<>(macs);
        noexec = Set.copyOf(noexec);
        wildcardDomains = Set.copyOf(wildcardDomains);
        routes = new TreeMap<>(routes);
        cgroupControllers = Set.copyOf(cgroupControllers);
    }

    /** A Debian 12 about which there is nothing to say. */
    public static HostDetails unremarkable() {
        return new HostDetails(
                "debian",
                "12",
                Set.of(),
                Set.of(),
                Map.of(),
                "",
                Set.of(),
                "disabled",
                "",
                Set.of(),
                Map.of(),
                ALL_CONTROLLERS,
                true,
                0);
    }

    public boolean hasSelinux() {
        return !selinux.equals("disabled");
    }
}
