package io.kubeferry.installer.trial;

import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.Membership;
import io.kubeferry.installer.host.Probe;
import io.kubeferry.installer.host.ReadOnlyHost;
import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.Site;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Measures the disks that etcd is going to write to, where it does not do so already. */
public final class DiskTrial {
    private static final String SECONDS = "5";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** Fewer say nothing about one in a hundred. */
    private static final int LEAST_WRITES = 100;

    private final Site site;
    private final Facts facts;
    private final Map<String, ? extends ReadOnlyHost> hosts;

    public DiskTrial(Site site, Facts facts, Map<String, ? extends ReadOnlyHost> hosts) {
        this.site = site;
        this.facts = facts;
        this.hosts = hosts;
    }

    /** Writes on all of them at once; some seconds. */
    public DiskSpeeds result() {
        Membership membership = new Membership(site, facts);
        List<Node> etcd = site.nodes().stream()
                .filter(node ->
                        !node.isMember() || node.isControlPlane() && site.etcd().isStacked())
                .filter(node -> !membership.begun(node))
                .toList();
        Map<String, String> said = Asking.all(
                etcd,
                node -> new Asking(hosts.get(node.name()))
                        .probe(Probe.resource(
                                DiskTrial.class, "disk", List.of(site.folders().etcd(), SECONDS), LIMIT)));
        return read(said);
    }

    static DiskSpeeds read(Map<String, String> said) {
        Map<String, Duration> slowest = new TreeMap<>();
        List<String> untried = new ArrayList<>();
        said.forEach((node, text) -> {
            Asking.field(text, "untried").forEach(why -> untried.add(node + ": " + why));
            List<Double> seconds = Asking.field(text, "write").stream()
                    .map(Double::valueOf)
                    .sorted()
                    .toList();
            if (seconds.size() >= LEAST_WRITES) {
                double kept = seconds.get((int) Math.ceil(seconds.size() * 0.99) - 1);
                slowest.put(node, Duration.ofNanos(Math.round(kept * 1e9)));
            } else if (!seconds.isEmpty()) {
                double mean = seconds.stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElse(0);
                slowest.put(node, Duration.ofNanos(Math.round(mean * 1e9)));
            }
        });
        return new DiskSpeeds(slowest, untried);
    }
}
