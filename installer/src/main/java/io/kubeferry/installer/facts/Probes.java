package io.kubeferry.installer.facts;

import io.kubeferry.installer.host.Probe;
import io.kubeferry.installer.site.ControlPlaneEndpoint;
import io.kubeferry.installer.site.DataFolders;
import io.kubeferry.installer.site.Node;
import java.time.Duration;
import java.util.List;

/** The scripts that look at a machine; each is a resource beside this class and only reads. */
final class Probes {
    /** Hashing what Kubeferry put on a slow disk takes the most of it. */
    private static final Duration OBSERVE_LIMIT = Duration.ofMinutes(3);

    private static final Duration CLUSTER_LIMIT = Duration.ofSeconds(45);
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private Probes() {}

    static Probe observe(DataFolders folders) {
        return Probe.resource(
                Probes.class,
                "observe",
                List.of(folders.containerd(), folders.etcd(), folders.kubelet()),
                OBSERVE_LIMIT);
    }

    static Probe cluster(Node node, ControlPlaneEndpoint endpoint) {
        String server = node.address() + ":" + endpoint.apiServerPort();
        return Probe.resource(Probes.class, "cluster", List.of(server), CLUSTER_LIMIT);
    }

    static Probe awaitActions(Duration limit) {
        return Probe.resource(
                Probes.class, "await-actions", List.of(Long.toString(limit.toSeconds())), limit.plus(MARGIN));
    }
}
