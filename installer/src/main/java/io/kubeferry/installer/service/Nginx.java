package io.kubeferry.installer.service;

import io.kubeferry.installer.site.Site;
import java.util.stream.Collectors;

/** nginx's stream proxy before the API servers, on every control plane. */
public final class Nginx {
    public static final String CONFIG = "/etc/kubeferry/nginx/nginx.conf";
    public static final String MANIFEST = "/etc/kubernetes/manifests/kubeferry-nginx.yaml";

    private Nginx() {}

    /**
     * Its configuration. It does not ask the API servers how they are: one that refuses a connection, or does not take it
     * within two seconds, is left out for five, and the connection is tried on the next. A connection that is only quiet (a
     * watch, an exec) lives for a day; {@code proxy_timeout} counts both directions. A client or server that is gone without
     * a word is found by TCP's own probes. Distributions build the stream module as one to be loaded, and list it in the
     * folder that is included first; upstream's image has it built in, and no such folder.
     */
    public static String config(Site site) {
        String servers = site.controlPlanes().stream()
                .map(node -> "        server %s:%d max_fails=1 fail_timeout=5s;\n"
                        .formatted(node.address(), site.endpoint().apiServerPort()))
                .collect(Collectors.joining());
        return """
                include /etc/nginx/modules-enabled/*.conf;
                worker_processes 2;
                worker_rlimit_nofile 16384;
                error_log stderr notice;
                pid /tmp/nginx.pid;

                events {
                    worker_connections 4096;
                }

                stream {
                    upstream api-servers {
                        least_conn;
                %s    }

                    server {
                        listen %d so_keepalive=60s:10s:3;
                        proxy_pass api-servers;
                        proxy_connect_timeout 2s;
                        proxy_next_upstream on;
                        proxy_next_upstream_timeout 10s;
                        proxy_socket_keepalive on;
                        proxy_timeout 24h;
                    }
                }
                """.formatted(servers, site.endpoint().port());
    }

    /**
     * Its static pod.
     *
     * @param configDigest of the configuration: a change of it starts the pod again
     */
    public static String manifest(String image, int port, String configDigest) {
        String command = "[nginx, -c, " + CONFIG + ", -g, \"daemon off;\"]";
        return new EndpointPod("nginx", image, command, configDigest).ofProxy(port);
    }
}
