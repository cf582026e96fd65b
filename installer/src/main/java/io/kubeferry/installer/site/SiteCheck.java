package io.kubeferry.installer.site;

import io.kubeferry.installer.site.ControlPlaneEndpoint.Provider;
import io.kubeferry.manifests.document.YamlValue;
import io.kubeferry.manifests.failure.Problems;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a site's file can get wrong although every value has its form. */
final class SiteCheck {
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
        if (Cidr.parse(pods.text()).overlaps(Cidr.parse(services.text()))) {
            problems.add(
                    services.where(),
                    services.path() + " " + services.text() + " overlaps " + pods.path() + " " + pods.text(),
                    "choose ranges that have no address in common");
        }
        for (YamlValue range : List.of(pods, services)) {
            outside(range, spec.get("controlPlaneEndpoint").get("address"));
            nodes.forEach(node -> outside(range, node.get("address")));
        }
    }

    private void outside(YamlValue range, YamlValue address) {
        if (Cidr.parse(range.text()).contains(address.text())) {
            problems.add(
                    address.where(),
                    address.path() + " is " + address.text() + ", within " + range.path() + " " + range.text(),
                    "choose a " + range.path() + " that holds no address of the site");
        }
    }
}
