package io.kubeferry.installer.site;

import io.kubeferry.installer.site.ControlPlaneEndpoint.Provider;
import io.kubeferry.manifests.document.YamlValue;
import io.kubeferry.manifests.failure.Problems;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a site's file can get wrong although every value has its form. */
final class SiteCheck {
    private static final int IPV4_NODE_PREFIX = 24;
    private static final int IPV6_NODE_PREFIX = 64;
    private static final int LEAST_IPV6_SERVICES = 108;

    private final YamlValue spec;
    private final List<YamlValue> nodes;
    private final Etcd etcd;
    private final Problems problems;

    SiteCheck(YamlValue spec, Etcd etcd, Problems problems) {
        this.spec = spec;
        this.etcd = etcd;
        this.nodes = spec.get("nodes").items();
        this.problems = problems;
    }

    void all() {
        noneTwice("name");
        noneTwice("address");
        checkControlPlanes();
        checkEndpoint();
        checkNetworks();
        nodes.forEach(node -> NodeSection.check(node, problems));
    }

    private void noneTwice(String key) {
        Map<String, YamlValue> seen = new HashMap<>();
        for (YamlValue node : nodes) {
            YamlValue value = node.get(key);
            YamlValue before = seen.putIfAbsent(value.text(), value);
            if (before != null) {
                problems.add(
                        value.where(),
                        value.path() + " is '" + value.text() + "', as " + before.path() + " is",
                        "give every node its own " + key);
            }
        }
    }

    private void checkControlPlanes() {
        long count = nodes.stream().filter(SiteCheck::isControlPlane).count();
        YamlValue list = spec.get("nodes");
        if (count == 0) {
            problems.add(
                    list.where(),
                    list.path() + " has no control plane",
                    "give the role control-plane to 1, 3 or 5 nodes");
        } else if (count % 2 == 0 && etcd.isStacked()) {
            problems.add(
                    list.where(),
                    list.path() + " has " + count + " control planes, each with an etcd member: etcd survives no"
                            + " more failures with " + count + " members than with " + (count - 1),
                    "make it an odd number; any number will do with etcd: {external: …}");
        }
    }

    private static boolean isControlPlane(YamlValue node) {
        return node.get("roles").items().stream().anyMatch(role -> role.text().equals(Role.CONTROL_PLANE.label()));
    }

    private void checkEndpoint() {
        YamlValue given = spec.get("controlPlaneEndpoint");
        ControlPlaneEndpoint endpoint = SiteFile.endpoint(given);
        if (endpoint.provider().isProxy() && endpoint.port() == endpoint.apiServerPort()) {
            problems.add(
                    given.where(),
                    given.path() + " and the API servers both have port " + endpoint.port() + ", and "
                            + endpoint.provider().label() + " stands on the same machines",
                    "give apiServerPort another port, such as 6444");
        }
        if (endpoint.provider() == Provider.KUBE_VIP && endpoint.port() != endpoint.apiServerPort()) {
            problems.add(
                    given.where(),
                    given.path() + " has port " + endpoint.port() + " and the API servers have "
                            + endpoint.apiServerPort() + ": kube-vip moves the address and leaves ports as they are",
                    "leave apiServerPort out");
        }
        boolean ours = endpoint.provider().isOurs();
        for (YamlValue node : nodes) {
            YamlValue address = node.get("address");
            if (ours && address.text().equals(endpoint.address())) {
                problems.add(
                        given.get("address").where(),
                        given.get("address").path() + " is " + endpoint.address() + ", which is " + address.path(),
                        "choose an address of the same subnet that no machine has");
            }
        }
    }

    private void checkNetworks() {
        YamlValue pods = spec.get("network").get("podSubnet");
        YamlValue services = spec.get("network").get("serviceSubnet");
        List<Cidr> podRanges = ClusterNetwork.parse(pods.text());
        List<Cidr> serviceRanges = ClusterNetwork.parse(services.text());
        if (podRanges.stream().anyMatch(range -> serviceRanges.stream().anyMatch(range::overlaps))) {
            problems.add(
                    services.where(),
                    services.path() + " " + services.text() + " overlaps " + pods.path() + " " + pods.text(),
                    "choose ranges that have no address in common");
        }
        if (podRanges.size() != serviceRanges.size()) {
            problems.add(
                    services.where(),
                    services.path() + " " + services.text() + " and " + pods.path() + " " + pods.text()
                            + " have not the same families",
                    "give both an IPv4 range, or both an IPv4 and an IPv6 range");
        }
        checkSizes(pods, podRanges, services, serviceRanges);
        checkSecondAddresses(podRanges.size() > 1);
        for (YamlValue range : List.of(pods, services)) {
            outside(range, spec.get("controlPlaneEndpoint").get("address"));
            for (YamlValue node : nodes) {
                outside(range, node.get("address"));
                node.find("ipv6").ifPresent(second -> outside(range, second));
            }
        }
    }

    /** The controller manager gives each node a /24, or a /64; the API server takes at most 2^20 service addresses. */
    private void checkSizes(YamlValue pods, List<Cidr> podRanges, YamlValue services, List<Cidr> serviceRanges) {
        for (Cidr range : podRanges) {
            int perNode = range.isIpv6() ? IPV6_NODE_PREFIX : IPV4_NODE_PREFIX;
            long room = range.prefix() > perNode ? 0 : 1L << Math.min(perNode - range.prefix(), 30);
            if (room < nodes.size()) {
                problems.add(
                        pods.where(),
                        pods.path() + " " + range + " has room for " + room + " nodes, each with a /" + perNode
                                + "; there are " + nodes.size(),
                        "choose a wider range, such as a /16 or, for IPv6, a /56");
            }
        }
        for (Cidr range : serviceRanges) {
            if (range.isIpv6() && range.prefix() < LEAST_IPV6_SERVICES) {
                problems.add(
                        services.where(),
                        services.path() + " " + range + " is wider than /" + LEAST_IPV6_SERVICES
                                + ", and the API server takes no wider one",
                        "choose a /112, for example");
            }
        }
    }

    private void checkSecondAddresses(boolean dual) {
        for (YamlValue node : nodes) {
            Optional<YamlValue> second = node.find("ipv6");
            if (dual && second.isEmpty()) {
                problems.add(
                        node.where(),
                        node.path() + " has no IPv6 address, and the cluster's networks have both families",
                        "add ipv6: …, or give podSubnet and serviceSubnet only an IPv4 range");
            } else if (!dual && second.isPresent()) {
                problems.add(
                        second.get().where(),
                        second.get().path() + " is given, and the cluster's networks are of IPv4 alone",
                        "leave it out, or give podSubnet and serviceSubnet an IPv6 range behind a comma");
            }
        }
    }

    private void outside(YamlValue range, YamlValue address) {
        boolean inside = ClusterNetwork.parse(range.text()).stream().anyMatch(each -> each.contains(address.text()));
        if (inside) {
            problems.add(
                    address.where(),
                    address.path() + " is " + address.text() + ", within " + range.path() + " " + range.text(),
                    "choose a " + range.path() + " that holds no address of the site");
        }
    }
}
