package io.kubeferry.installer.service;

import io.kubeferry.installer.registry.RegistryConfig;
import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.Site;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * firewalld's zones for a node (firewalld.zone(5)): one whose sources are the site's machines, with the ports that they use
 * between them and no others; and one for the pods, which may go anywhere, as the network's own policies decide about them.
 */
public final class FirewallZone {
    public static final String NODES = "/etc/firewalld/zones/kubeferry-nodes.xml";
    public static final String PODS = "/etc/firewalld/zones/kubeferry-pods.xml";
    /** A policy (firewalld.policy(5), since 0.9): it adds to the default zone without a change of that zone's file. */
    public static final String API = "/etc/firewalld/policies/kubeferry-api.xml";

    /** The networks that can be carried: BGP, Typha, Weave, the kubelet's own and kube-proxy's health. */
    private static final Set<Integer> TCP = Set.of(179, 5473, 6783, 10250, 10256);
    /** VXLAN in its two ports, Weave, WireGuard. */
    private static final Set<Integer> UDP = Set.of(4789, 6783, 6784, 8285, 8472, 51820, 51821);

    /** What firewalld takes its service ssh for. */
    private static final int SSH = 22;

    private FirewallZone() {}

    /** The zone of the site's machines, as this node wants it. */
    public static String nodes(Site site, Node node) {
        Set<Integer> tcp = new TreeSet<>(TCP);
        if (node.isControlPlane()) {
            tcp.addAll(List.of(site.endpoint().port(), site.endpoint().apiServerPort(), RegistryConfig.PORT));
        }
        if (!node.isMember() || node.isControlPlane() && site.etcd().isStacked()) {
            tcp.addAll(List.of(2379, 2380));
        }
        StringBuilder zone = begin("Machines of the site " + site.name(), "");
        for (Node each : site.nodes()) {
            zone.append("  <source address=\"" + each.address() + "\"/>\n");
            each.ipv6().ifPresent(second -> zone.append("  <source address=\"" + second + "\"/>\n"));
        }
        zone.append("  <service name=\"ssh\"/>\n");
        if (site.ssh().port() != SSH) {
            tcp.add(site.ssh().port());
        }
        tcp.forEach(port -> zone.append(port("tcp", Integer.toString(port))));
        zone.append(port("tcp", "30000-32767"));
        new TreeSet<>(UDP).forEach(port -> zone.append(port("udp", Integer.toString(port))));
        zone.append(port("udp", "30000-32767"));
        // IP in IP (Calico) by its number, since "ipip" is 94 and 4 has other names elsewhere; VRRP (keepalived);
        // and what tells them what is wrong.
        List.of("4", "icmp", "ipv6-icmp", "vrrp")
                .forEach(name -> zone.append("  <protocol value=\"" + name + "\"/>\n"));
        return zone.append("</zone>\n").toString();
    }

    /** The zone of the pods. */
    public static String pods(Site site) {
        return begin("Pods of the site " + site.name(), " target=\"ACCEPT\"")
                + site.network().podRanges().stream()
                        .map(range -> "  <source address=\"" + range + "\"/>\n")
                        .collect(Collectors.joining())
                + "</zone>\n";
    }

    /**
     * The way of everybody else to the API.
     *
     * @param zone that they are in; {@code ANY} for all (firewalld.policy(5))
     */
    public static String api(Site site, String zone) {
        return """
                <?xml version="1.0" encoding="utf-8"?>
                <policy target="CONTINUE">
                  <short>The API of the site %s</short>
                  <ingress-zone name="%s"/>
                  <egress-zone name="HOST"/>
                """.formatted(site.name(), zone)
                + port("tcp", Integer.toString(site.endpoint().port())) + "</policy>\n";
    }

    private static StringBuilder begin(String name, String target) {
        return new StringBuilder(
                "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<zone" + target + ">\n  <short>" + name + "</short>\n");
    }

    private static String port(String protocol, String ports) {
        return "  <port protocol=\"" + protocol + "\" port=\"" + ports + "\"/>\n";
    }
}
