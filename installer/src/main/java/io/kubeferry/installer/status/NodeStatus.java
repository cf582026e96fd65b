package io.kubeferry.installer.status;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One node of the site.
 *
 * @param roles as the site's file writes them, joined by ','
 * @param version of its kubelet, as the cluster has it; empty where the node has not joined
 * @param ready whether the cluster has it as Ready; empty where the node has not joined
 * @param services unit to state, {@code active/enabled}, of those that Kubeferry runs
 * @param certificates path to the certificate's end
 */
public record NodeStatus(
        String name,
        String address,
        String roles,
        Optional<String> version,
        Optional<Boolean> ready,
        Map<String, String> services,
        Map<String, Instant> certificates) {
    public NodeStatus {
        services = new TreeMap<>(services);
        certificates = new TreeMap<>(certificates);
    }

    /** The certificate that ends first. */
    public Optional<Map.Entry<String, Instant>> firstToEnd() {
        return certificates.entrySet().stream().min(Map.Entry.comparingByValue());
    }
}
