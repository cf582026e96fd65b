package io.kubeferry.installer.facts;

import io.kubeferry.manifests.image.Platform;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The machine and its operating system.
 *
 * @param osName PRETTY_NAME of os-release
 * @param glibc version of the C library; empty where it has none
 * @param cpus processors that may be used
 * @param memoryBytes total
 * @param freeBytes path to bytes that root may still write there
 * @param epochSeconds the clock, in seconds since 1970
 * @param interfaces interface to its addresses in CIDR notation
 * @param swapOn whether any swap is in use
 * @param commands which of the programs that kubeadm and kubelet call are there
 * @param listening TCP ports that something listens on
 * @param modules kernel modules that are loaded or built in, of those that matter
 * @param loadableModules kernel modules that are not loaded and could be, of those that matter
 * @param sysctls name to value, of those that matter
 * @param cgroupVersion 1 or 2
 * @param mayRaiseOomScore whether processes may lower their own OOM score (CAP_SYS_RESOURCE)
 * @param mayWriteConntrack whether {@code net.netfilter.nf_conntrack_max} can be written
 * @param uid of the user that the commands run as
 * @param nameservers of resolv.conf (systemd-resolved's, where it runs), without the machine's own loopback
 * @param hasDefaultRoute whether there is an IPv4 route to the rest of the world, or what is taken for it
 * @param hostsFile the text of {@code /etc/hosts}
 * @param details what sets it apart from others of its kind
 */
public record SystemFacts(
        String hostname,
        String osName,
        Platform platform,
        String kernel,
        String glibc,
        int cpus,
        long memoryBytes,
        Map<String, Long> freeBytes,
        long epochSeconds,
        String machineId,
        Map<String, Set<String>> interfaces,
        boolean swapOn,
        Set<String> commands,
        Set<Integer> listening,
        Set<String> modules,
        Set<String> loadableModules,
        Map<String, String> sysctls,
        int cgroupVersion,
        boolean mayRaiseOomScore,
        boolean mayWriteConntrack,
        int uid,
        Set<String> nameservers,
        boolean hasDefaultRoute,
        String hostsFile,
        HostDetails details) {
    public SystemFacts {
        freeBytes = new TreeMap<>(freeBytes);
        interfaces = new TreeMap<>(interfaces);
        sysctls = new TreeMap<>(sysctls);
        commands = Set.copyOf(commands);
        listening = Set.copyOf(listening);
        modules = Set.copyOf(modules);
        loadableModules = Set.copyOf(loadableModules);
        nameservers = Set.copyOf(nameservers);
    }

    /** A machine about which there is nothing more to say. */
    public SystemFacts(
            String hostname,
            String osName,
            Platform platform,
            String kernel,
            String glibc,
            int cpus,
            long memoryBytes,
            Map<String, Long> freeBytes,
            long epochSeconds,
            String machineId,
            Map<String, Set<String>> interfaces,
            boolean swapOn,
            Set<String> commands,
            Set<Integer> listening,
            Set<String> modules,
            Set<String> loadableModules,
            Map<String, String> sysctls,
            int cgroupVersion,
            boolean mayRaiseOomScore,
            boolean mayWriteConntrack,
            int uid,
            Set<String> nameservers,
            boolean hasDefaultRoute,
            String hostsFile) {
        this(
                hostname,
                osName,
                platform,
                kernel,
                glibc,
                cpus,
                memoryBytes,
                freeBytes,
                epochSeconds,
                machineId,
                interfaces,
                swapOn,
                commands,
                listening,
                modules,
                loadableModules,
                sysctls,
                cgroupVersion,
                mayRaiseOomScore,
                mayWriteConntrack,
                uid,
                nameservers,
                hasDefaultRoute,
                hostsFile,
                HostDetails.unremarkable());
    }

    /** The same machine, with this to say about it. */
    public SystemFacts with(HostDetails other) {
        return new SystemFacts(
                hostname,
                osName,
                platform,
                kernel,
                glibc,
                cpus,
                memoryBytes,
                freeBytes,
                epochSeconds,
                machineId,
                interfaces,
                swapOn,
                commands,
                listening,
                modules,
                loadableModules,
                sysctls,
                cgroupVersion,
                mayRaiseOomScore,
                mayWriteConntrack,
                uid,
                nameservers,
                hasDefaultRoute,
                hostsFile,
                other);
    }

    /** The interface that has this address; empty where none has. */
    public Optional<String> interfaceOf(String address) {
        return interfaces.entrySet().stream()
                .filter(each -> each.getValue().stream().anyMatch(cidr -> cidr.startsWith(address + "/")))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
