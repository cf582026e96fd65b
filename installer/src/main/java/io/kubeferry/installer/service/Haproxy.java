package io.kubeferry.installer.service;

import io.kubeferry.installer.site.Site;
import java.util.stream.Collectors;

/** HAProxy before the API servers, on every control plane. */
public final class Haproxy {
    public static final String CONFIG = "/etc/kubeferry/haproxy/haproxy.cfg";
    public static final String MANIFEST = "/etc/kubernetes/manifests/kubeferry-haproxy.yaml";

    /** Below, a port is root's; upstream's image has another user. */
    private static final int FIRST_FREE_PORT = 1024;

    private Haproxy() {}

    /**
     * Its configuration. A server that is gone is left within seconds and its connections are cut, so that clients find
     * another one; a connection that is only quiet (a watch, an exec) lives for hours. {@code maxconn} is a number because
     * HAProxy otherwise reserves memory for every file it might open; two files for each have to be allowed, or it does not
     * start.
     */
    public static String config(Site site) {
        String servers = site.controlPlanes().stream()
                .map(node -> "    server %s %s:%d\n"
                        .formatted(node.name(), node.address(), site.endpoint().apiServerPort()))
                .collect(Collectors.joining());
        return """
                global
                    log stdout format raw local0 notice
                    maxconn 4000

                defaults
                    mode tcp
                    log global
                    option dontlognull
                    option redispatch
                    option clitcpka
                    option srvtcpka
                    retries 2
                    timeout connect 2s
                    timeout check 3s
                    timeout queue 5s
                    timeout client 1h
                    timeout server 1h
                    timeout tunnel 24h

                frontend kubernetes-api
                    bind *:%d
                    default_backend api-servers

                backend api-servers
                    balance roundrobin
                    option httpchk GET /readyz
                    http-check expect status 200
                    default-server check check-ssl verify none inter 2s fastinter 500ms downinter 1s fall 3 rise 1 on-marked-down shutdown-sessions
                """.formatted(site.endpoint().port()) + servers;
    }

    /**
     * Its static pod.
     *
     * @param configDigest of the configuration: a change of it starts the pod again
     */
    public static String manifest(String image, int port, String configDigest) {
        String command = "[haproxy, -W, -db, -f, " + CONFIG + "]";
        EndpointPod pod = new EndpointPod("haproxy", image, command, configDigest);
        return port < FIRST_FREE_PORT ? pod.ofProxyAsRoot(port) : pod.ofProxy(port);
    }
}
