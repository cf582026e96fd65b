package io.kubeferry.installer.machine;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A machine's place in its networks.
 *
 * @param interfaces interface to its addresses in CIDR notation
 * @param macs interface to its hardware address, without loopback
 * @param routes destination in CIDR notation to interface, without the default route
 * @param defaultDevice interface of the IPv4 route to the rest of the world, or what is taken for it; empty for none
 * @param nameservers of resolv.conf (systemd-resolved's, where it runs), without the machine's own loopback
 * @param wildcardDomains search domains in which every name has an address
 * @param listening TCP ports that something listens on
 * @param listeningUdp UDP ports that something has
 * @param hostsFile the text of {@code /etc/hosts}
 */
public record Networking(
        Map<String, Set<String>> interfaces,
        Map<String, String> macs,
        Map<String, String> routes,
        String defaultDevice,
        Set<String> nameservers,
        Set<String> wildcardDomains,
        Set<Integer> listening,
        Set<Integer> listeningUdp,
        String hostsFile) {
    public Networking {
        interfaces = new TreeMap<>(interfaces);
        macs = new TreeMap<>(macs);
        routes = new TreeMap<>(routes);
        nameservers = Set.copyOf(nameservers);
        wildcardDomains = Set.copyOf(wildcardDomains);
        listening = Set.copyOf(listening);
        listeningUdp = Set.copyOf(listeningUdp);
    }

    public boolean hasDefaultRoute() {
        return !defaultDevice.isEmpty();
    }

    /** The interface that has this address; empty where none has. */
    public Optional<String> interfaceOf(String address) {
        return interfaces.entrySet().stream()
                .filter(each -> each.getValue().stream().anyMatch(cidr -> cidr.startsWith(address + "/")))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
