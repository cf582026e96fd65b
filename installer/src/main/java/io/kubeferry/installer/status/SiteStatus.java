package io.kubeferry.installer.status;

import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.NodeFacts;
import io.kubeferry.installer.host.ReadOnlyHost;
import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.Role;
import io.kubeferry.installer.site.Site;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The whole site.
 *
 * @param endpointAnswers whether something accepts connections there, seen from this machine
 * @param workloads {@code namespace/kind/name} to whether all its pods are ready
 */
public record SiteStatus(
        String site,
        String endpoint,
        boolean endpointAnswers,
        boolean clusterExists,
        List<NodeStatus> nodes,
        Map<String, Boolean> workloads) {
    private static final int CONNECT_LIMIT_MILLIS = 2000;
    private static final List<String> SERVICES = List.of("containerd", "kubelet", "kubeferry-registry");

    public SiteStatus {
        nodes = List.copyOf(nodes);
        workloads = new TreeMap<>(workloads);
    }

    /** Puts together what was observed, and asks for the dates of certificates. */
    public static SiteStatus of(Site site, Facts facts, Map<String, ? extends ReadOnlyHost> hosts) {
        List<NodeStatus> nodes = new ArrayList<>();
        for (Node node : site.nodes()) {
            nodes.add(node(node, facts, certificates(hosts.get(node.name()))));
        }
        return new SiteStatus(
                site.name(),
                site.endpoint().hostAndPort(),
                answers(site.endpoint().address(), site.endpoint().port()),
                facts.cluster().exists(),
                nodes,
                facts.cluster().workloads());
    }

    /** Whether the cluster is there, all nodes are Ready and everything in it runs. */
    public boolean healthy() {
        return clusterExists
                && endpointAnswers
                && nodes.stream().allMatch(node -> node.ready().orElse(false))
                && !workloads.containsValue(false);
    }

    private static NodeStatus node(Node node, Facts facts, Map<String, Instant> certificates) {
        NodeFacts seen = facts.node(node.name());
        Map<String, String> services = SERVICES.stream()
                .filter(seen.services()::containsKey)
                .collect(Collectors.toMap(unit -> unit, seen.services()::get));
        return new NodeStatus(
                node.name(),
                node.address(),
                node.roles().stream().map(Role::label).sorted().collect(Collectors.joining(",")),
                Optional.ofNullable(facts.cluster().nodeVersions().get(node.name())),
                Optional.ofNullable(facts.cluster().nodeReady().get(node.name())),
                services,
                certificates);
    }

    private static Map<String, Instant> certificates(ReadOnlyHost host) {
        try {
            return CertificateDates.of(host);
        } catch (IOException e) {
            throw Failure.of(
                    ExitCode.NODE_UNREACHABLE,
                    host.name(),
                    "cannot be reached any more: " + e.getMessage(),
                    "check its network and sshd, then ask again",
                    e);
        }
    }

    private static boolean answers(String address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), CONNECT_LIMIT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
