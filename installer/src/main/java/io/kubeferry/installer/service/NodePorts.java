package io.kubeferry.installer.service;

import io.kubeferry.installer.registry.RegistryConfig;
import io.kubeferry.installer.site.ControlPlaneEndpoint.Provider;
import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.Site;
import java.util.Map;
import java.util.TreeMap;

/** The TCP ports that a node's programs listen on. */
public final class NodePorts {
    private NodePorts() {}

    /** Those that other machines of the site reach, each with what listens there. */
    public static Map<Integer, String> reached(Site site, Node node) {
        Map<Integer, String> ports = new TreeMap<>();
        if (node.isMember()) {
            ports.put(10250, "the kubelet");
            ports.put(10256, "kube-proxy");
        }
        if (!node.isMember() || node.isControlPlane() && site.etcd().isStacked()) {
            ports.putAll(Map.of(2379, "etcd", 2380, "etcd"));
        }
        if (node.isControlPlane()) {
            ports.put(RegistryConfig.PORT, "the site's registry");
            ports.put(site.endpoint().apiServerPort(), "the API server");
            if (site.endpoint().provider().isProxy()) {
                ports.put(site.endpoint().port(), site.endpoint().provider().label());
            }
        }
        return ports;
    }

    /** All of them: also those on loopback, and those that nobody else asks. */
    public static Map<Integer, String> all(Site site, Node node) {
        Map<Integer, String> ports = new TreeMap<>(reached(site, node));
        ports.putAll(Map.of(10248, "the kubelet", 10250, "the kubelet"));
        if (node.isMember()) {
            ports.put(10249, "kube-proxy");
        }
        if (ports.containsKey(2379)) {
            ports.put(2381, "etcd");
        }
        if (node.isControlPlane()) {
            ports.putAll(Map.of(10257, "the controller manager", 10259, "the scheduler"));
            if (site.endpoint().provider() == Provider.KUBE_VIP) {
                ports.put(2112, "kube-vip");
            }
        }
        return ports;
    }
}
