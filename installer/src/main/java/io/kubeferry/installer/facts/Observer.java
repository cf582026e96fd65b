package io.kubeferry.installer.facts;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.kubeferry.installer.host.CommandResult;
import io.kubeferry.installer.host.Probe;
import io.kubeferry.installer.host.ReadOnlyHost;
import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.Site;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.failure.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Looks at all nodes of a site: one round trip each, all at once; then at the cluster, if there is one. */
public final class Observer {
    /** A join that has to pull images over a slow disk; longer than the runner allows any action. */
    private static final Duration ACTIONS_LIMIT = Duration.ofMinutes(15);

    private static final int AT_ONCE = 16;

    private final Site site;
    private final int atOnce;
    private final ObserverListener listener;

    public Observer(Site site) {
        this(site, (node, units) -> {});
    }

    public Observer(Site site, ObserverListener listener) {
        this(site, AT_ONCE, listener);
    }

    /**
     * An observer.
     *
     * @param atOnce how many nodes are looked at at once
     */
    public Observer(Site site, int atOnce, ObserverListener listener) {
        this.site = site;
        this.atOnce = atOnce;
        this.listener = listener;
    }

    /**
     * Gathers the facts. Where a detached action of an earlier run still works on a node, its end is awaited first.
     *
     * @param hosts every node's name to the machine
     * @throws Failure with {@link ExitCode#NODE_UNREACHABLE} or {@link ExitCode#ACTION_FAILED} and every node that could
     *     not be looked at
     */
    public Facts observe(Map<String, ? extends ReadOnlyHost> hosts) {
        Map<String, NodeFacts> nodes = onAllNodes(hosts);
        return new Facts(nodes, observeCluster(hosts));
    }

    private Map<String, NodeFacts> onAllNodes(Map<String, ? extends ReadOnlyHost> hosts) {
        ExecutorService threads =
                Executors.newFixedThreadPool(Math.min(atOnce, site.nodes().size()));
        try {
            Map<String, CompletableFuture<NodeFacts>> pending = new TreeMap<>();
            for (Node node : site.nodes()) {
                ReadOnlyHost host = hosts.get(node.name());
                pending.put(node.name(), CompletableFuture.supplyAsync(() -> observe(host), threads));
            }
            return gather(pending);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Map<String, NodeFacts> gather(Map<String, CompletableFuture<NodeFacts>> pending) {
        Map<String, NodeFacts> nodes = new TreeMap<>();
        List<Problem> problems = new ArrayList<>();
        ExitCode exitCode = ExitCode.NODE_UNREACHABLE;
        for (Map.Entry<String, CompletableFuture<NodeFacts>> each : pending.entrySet()) {
            try {
                nodes.put(each.getKey(), each.getValue().join());
            } catch (CompletionException e) {
                if (!(e.getCause() instanceof Failure failure)) {
                    throw e;
                }
                problems.addAll(failure.problems());
                exitCode = failure.exitCode();
            }
        }
        if (!problems.isEmpty()) {
            throw Failure.of(exitCode, problems);
        }
        return nodes;
    }

    private NodeFacts observe(ReadOnlyHost host) {
        NodeReport report = report(host);
        if (!report.running().isEmpty()) {
            listener.waiting(host.name(), report.running());
            awaitActions(host);
            report = report(host);
        }
        return report.facts(host.name());
    }

    private NodeReport report(ReadOnlyHost host) {
        CommandResult result = probe(host, Probes.observe(site.folders()));
        try {
            return NodeReport.parse(result.output());
        } catch (IllegalArgumentException e) {
            throw Failure.of(
                    ExitCode.ACTION_FAILED,
                    host.name(),
                    "looking at the machine failed with exit code " + result.exitCode() + ": " + e.getMessage() + " "
                            + result.error().strip(),
                    "check that a POSIX shell and coreutils, findutils and sed are on the node; nothing was changed",
                    e);
        }
    }

    private static void awaitActions(ReadOnlyHost host) {
        Set<String> left = Set.copyOf(
                probe(host, Probes.awaitActions(ACTIONS_LIMIT)).output().lines().toList());
        if (!left.isEmpty()) {
            throw Failure.of(
                    ExitCode.ACTION_FAILED,
                    host.name(),
                    "an action of an earlier run still works after " + ACTIONS_LIMIT.toMinutes() + " minutes: "
                            + String.join(", ", left),
                    "look at 'systemctl status' and the logs in /var/lib/kubeferry/actions there; stop the unit to give"
                            + " up on it, then run this again");
        }
    }

    private ClusterFacts observeCluster(Map<String, ? extends ReadOnlyHost> hosts) {
        for (Node node : site.controlPlanes()) {
            CommandResult result = probe(hosts.get(node.name()), Probes.cluster(node, site.endpoint()));
            if (result.succeeded() && !result.output().isBlank()) {
                return parse(node, result.output());
            }
        }
        return ClusterFacts.none();
    }

    private static ClusterFacts parse(Node node, String output) {
        try {
            return ClusterReport.parse(node.name(), output);
        } catch (JsonProcessingException e) {
            throw Failure.of(
                    ExitCode.CLUSTER_NOT_HEALTHY,
                    node.name(),
                    "the cluster's API answered, but not with JSON: " + e.getOriginalMessage(),
                    "run 'kubectl --kubeconfig /etc/kubernetes/admin.conf get nodes -o json' there",
                    e);
        }
    }

    private static CommandResult probe(ReadOnlyHost host, Probe probe) {
        try {
            return host.probe(probe);
        } catch (IOException e) {
            throw Failure.of(
                    ExitCode.NODE_UNREACHABLE,
                    host.name(),
                    "the connection broke while the machine was looked at: " + e.getMessage(),
                    "check the machine and its network, then run this again; nothing was changed",
                    e);
        }
    }
}
