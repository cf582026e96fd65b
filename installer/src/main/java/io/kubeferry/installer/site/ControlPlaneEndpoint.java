package io.kubeferry.installer.site;

/**
 * Where clients find the API.
 *
 * @param address a virtual address that no node has, or with {@link Provider#EXTERNAL} whatever balances the load
 * @param port the port clients use
 * @param apiServerPort the port each API server listens on; differs from {@code port} where a balancer is on its machine
 */
public record ControlPlaneEndpoint(String address, int port, Provider provider, int apiServerPort) {
    /** What makes the endpoint answer. */
    public enum Provider {
        /** HAProxy on every control plane, the address by keepalived. */
        HAPROXY("haproxy"),
        /** nginx's stream proxy on every control plane, the address by keepalived. */
        NGINX("nginx"),
        /** kube-vip: the address alone; its holder's API server answers. */
        KUBE_VIP("kubeVip"),
        /** Something that is there already. */
        EXTERNAL("external");

        private final String label;

        Provider(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        /** Whether the control planes serve the endpoint themselves, at an address that moves between them. */
        public boolean isOurs() {
            return this != EXTERNAL;
        }

        /** Whether a proxy has the endpoint's port on the machines of the API servers. */
        public boolean isProxy() {
            return this == HAPROXY || this == NGINX;
        }

        /** The provider that the site's file calls so. */
        static Provider of(String label) {
            for (Provider provider : values()) {
                if (provider.label.equals(label)) {
                    return provider;
                }
            }
            throw new IllegalArgumentException("'" + label + "' serves no endpoint");
        }
    }

    /** {@code address:port}, as kubeadm wants it. */
    public String hostAndPort() {
        return address + ":" + port;
    }
}
