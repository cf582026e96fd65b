package io.kubeferry.installer.site;

/**
 * Where clients find the API.
 *
 * @param address a virtual address that no node has, or with {@link Provider#EXTERNAL} whatever balances the load
 * @param port the port clients use
 * @param apiServerPort the port each API server listens on; differs from {@code port} where both are on one machine
 */
public record ControlPlaneEndpoint(String address, int port, Provider provider, int apiServerPort) {
    /** What makes the endpoint answer. */
    public enum Provider {
        HAPROXY("haproxy"),
        EXTERNAL("external");

        private final String label;

        Provider(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** {@code address:port}, as kubeadm wants it. */
    public String hostAndPort() {
        return address + ":" + port;
    }
}
