package io.kubeferry.installer.facts;

import io.kubeferry.installer.host.Probe;
import io.kubeferry.installer.site.ControlPlaneEndpoint;
import io.kubeferry.installer.site.DataFolders;
import io.kubeferry.installer.site.Node;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
        return new Probe(
                "observe",
                text("observe.sh"),
                List.of(folders.containerd(), folders.etcd(), folders.kubelet()),
                OBSERVE_LIMIT);
    }

    static Probe cluster(Node node, ControlPlaneEndpoint endpoint) {
        String server = node.address() + ":" + endpoint.apiServerPort();
        return new Probe("cluster", text("cluster.sh"), List.of(server), CLUSTER_LIMIT);
    }

    static Probe awaitActions(Duration limit) {
        return new Probe(
                "await-actions",
                text("await-actions.sh"),
                List.of(Long.toString(limit.toSeconds())),
                limit.plus(MARGIN));
    }

    static String text(String name) {
        try (InputStream resource = Probes.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("the program lacks its resource " + name);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
