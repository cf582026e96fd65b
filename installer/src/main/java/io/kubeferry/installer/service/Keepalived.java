package io.kubeferry.installer.service;

import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.Site;
import java.util.List;
import java.util.stream.Collectors;

/** keepalived on every control plane: one of them has the endpoint's address. */
public final class Keepalived {
    public static final String CONFIG = "/etc/kubeferry/keepalived/keepalived.conf";
    public static final String MANIFEST = "/etc/kubernetes/manifests/kubeferry-keepalived.yaml";

    private static final int HIGHEST_PRIORITY = 150;

    private Keepalived() {}

    /**
     * Its configuration. Three missed advertisements (3 s and a part of a second) and the address moves. It stays where it
     * is when a better machine comes back ({@code nopreempt}: a move cuts every connection), and leaves a machine whose
     * HAProxy reaches no ready API server for ten seconds: long enough for etcd to elect a leader or take a new member.
     * VRRP is RFC 5798; peers are addressed one by one, as not every switch carries its multicast.
     *
     * @param device the interface that has the node's address
     */
    public static String config(Site site, Node node, String device) {
        List<Node> controlPlanes = site.controlPlanes();
        return """
                global_defs {
                    router_id %s
                    script_user root
                    enable_script_security
                    vrrp_garp_master_refresh 10
                }

                vrrp_script api_answers {
                    script "/usr/bin/curl --silent --insecure --fail --max-time 2 --output /dev/null https://127.0.0.1:%d/readyz"
                    interval 2
                    timeout 3
                    fall 5
                    rise 1
                }

                vrrp_instance control_plane {
                    state BACKUP
                    nopreempt
                    interface %s
                    virtual_router_id %s
                    priority %d
                    advert_int 1
                    unicast_src_ip %s
                %s    virtual_ipaddress {
                        %s/32 dev %s
                    }
                    track_script {
                        api_answers
                    }
                }
                """.formatted(
                        node.name(),
                        site.endpoint().port(),
                        device,
                        routerId(site.endpoint().address()),
                        HIGHEST_PRIORITY - controlPlanes.indexOf(node),
                        node.address(),
                        peers(controlPlanes, node),
                        site.endpoint().address(),
                        device);
    }

    private static String peers(List<Node> controlPlanes, Node node) {
        String others = controlPlanes.stream()
                .filter(other -> !other.equals(node))
                .map(other -> "        " + other.address() + "\n")
                .collect(Collectors.joining());
        return others.isEmpty() ? "" : "    unicast_peer {\n" + others + "    }\n";
    }

    /** The virtual address' last octet, 1 to 255: two sites that share a network then differ in it. */
    private static String routerId(String address) {
        String octet = address.substring(address.lastIndexOf('.') + 1);
        return octet.equals("0") ? "255" : octet;
    }

    /**
     * Its static pod.
     *
     * @param configDigest of the configuration: a change of it starts the pod again
     */
    public static String manifest(String image, String configDigest) {
        String command = "[keepalived, --dont-fork, --log-console, --use-file, " + CONFIG + "]";
        return new EndpointPod("keepalived", image, command, configDigest).withNetworkRights();
    }
}
