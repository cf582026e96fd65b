package io.kubeferry.installer.service;

import io.kubeferry.installer.site.Site;
import java.util.stream.Collectors;

/** What a balancer outside of the site's nodes has to do, as HAProxy (2.2 or later) would be told. */
public final class ExternalBalancer {
    private ExternalBalancer() {}

    /** Settings for its configuration file, for a person to take over; the same time-outs as on a node of ours. */
    public static String haproxy(Site site) {
        String servers = site.controlPlanes().stream()
                .map(node -> "    server %s %s:%d\n"
                        .formatted(node.name(), node.address(), site.endpoint().apiServerPort()))
                .collect(Collectors.joining());
        return """
                # On the balancer that has %s: watches and exec sessions are quiet for long.
                frontend kubernetes-api
                    mode tcp
                    bind %s
                    option clitcpka
                    timeout client 1h
                    default_backend api-servers

                backend api-servers
                    mode tcp
                    balance roundrobin
                    option srvtcpka
                    timeout connect 2s
                    timeout server 1h
                    timeout tunnel 24h
                    option httpchk GET /readyz
                    http-check expect status 200
                    default-server check check-ssl verify none inter 2s fall 3 rise 1 on-marked-down shutdown-sessions
                """.formatted(site.endpoint().address(), site.endpoint().hostAndPort()) + servers;
    }
}
