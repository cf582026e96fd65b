package io.kubeferry.manifests.kubernetes;

import java.util.List;

/**
 * What a network asks of the machines it runs on, and what it gives.
 *
 * @param plugins CNI plugins it calls and does not bring along, as files in {@code /opt/cni/bin}
 * @param modules kernel modules it works with
 * @param ports what has to pass between any two nodes
 * @param networkPolicy whether it enforces NetworkPolicy
 */
public record NetworkNeeds(List<String> plugins, List<String> modules, List<NetworkPort> ports, boolean networkPolicy) {
    public NetworkNeeds {
        plugins = List.copyOf(plugins);
        modules = List.copyOf(modules);
        ports = List.copyOf(ports);
    }

    /**
     * A port that every node listens on.
     *
     * @param protocol {@code tcp} or {@code udp}
     * @param use in words for a person
     */
    public record NetworkPort(String protocol, int port, String use) {
        public NetworkPort {
            if (!protocol.equals("tcp") && !protocol.equals("udp") || port < 1 || port > 65535) {
                throw new IllegalArgumentException("not a port: " + protocol + "/" + port);
            }
        }

        /** {@code 8472/udp}. */
        @Override
        public String toString() {
            return port + "/" + protocol;
        }
    }
}
