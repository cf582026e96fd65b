package io.kubeferry.installer.trial;

import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.Membership;
import io.kubeferry.installer.facts.NodeFacts;
import io.kubeferry.installer.host.Probe;
import io.kubeferry.installer.host.ReadOnlyHost;
import io.kubeferry.installer.machine.Networking;
import io.kubeferry.installer.service.FirewallZone;
import io.kubeferry.installer.service.NodePorts;
import io.kubeferry.installer.site.Etcd;
import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.Site;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.kubernetes.NetworkNeeds.NetworkPort;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Tries out every pair of nodes on every port that one is to reach at the other, where nothing listens there yet. */
public final class ConnectionTrial {
    private static final int LISTENING_SECONDS = 6;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Site site;
    private final Facts facts;
    private final Membership membership;
    private final List<NetworkPort> networkPorts;
    private final Map<String, ? extends ReadOnlyHost> hosts;

    /**
     * A trial.
     *
     * @param networkPorts what the network's programs on the members of the cluster are reached at
     */
    public ConnectionTrial(
            Site site, Facts facts, List<NetworkPort> networkPorts, Map<String, ? extends ReadOnlyHost> hosts) {
        this.site = site;
        this.facts = facts;
        this.membership = new Membership(site, facts);
        this.networkPorts = List.copyOf(networkPorts);
        this.hosts = hosts;
    }

    /**
     * Listens and connects on all nodes at once; about as long as the listening lasts.
     *
     * @throws Failure with {@link ExitCode#NODE_UNREACHABLE} where a node is lost meanwhile
     */
    public Connections result() {
        Map<Node, List<TriedPort>> listening = listening();
        CompletableFuture<Map<String, String>> heard = CompletableFuture.supplyAsync(
                () -> Asking.all(List.copyOf(listening.keySet()), node -> listen(node, listening.get(node))));
        Map<String, String> said = Asking.all(site.nodes(), node -> connect(node, listening));
        return new ConnectionReport(site, listening, Asking.answered(heard), said, untried()).connections();
    }

    /** Each node that is no member yet, to its ports that are free. */
    private Map<Node, List<TriedPort>> listening() {
        Map<Node, List<TriedPort>> listening = new LinkedHashMap<>();
        for (Node node : site.nodes()) {
            List<TriedPort> free = free(node, facts.node(node.name()).machine().network());
            boolean has = facts.node(node.name())
                    .machine()
                    .network()
                    .interfaceOf(node.address())
                    .isPresent();
            if (!membership.begun(node) && has && !free.isEmpty() && !isToBeOpened(node)) {
                listening.put(node, free);
            }
        }
        return listening;
    }

    private List<TriedPort> free(Node node, Networking network) {
        Set<TriedPort> wanted = new LinkedHashSet<>();
        NodePorts.reached(site, node).keySet().forEach(port -> wanted.add(TriedPort.tcp(node.address(), port)));
        if (node.isMember()) {
            networkPorts.forEach(port -> wanted.add(new TriedPort(port.protocol(), node.address(), port.port())));
        }
        return wanted.stream()
                .filter(port -> !(port.protocol().equals("tcp") ? network.listening() : network.listeningUdp())
                        .contains(port.port()))
                .toList();
    }

    /** Whether firewalld still keeps from the node what the installer is going to let through. */
    private boolean isToBeOpened(Node node) {
        NodeFacts seen = facts.node(node.name());
        return seen.machine().protection().hasFirewalld() && !seen.files().containsKey(FirewallZone.NODES);
    }

    private List<String> untried() {
        return site.nodes().stream()
                .filter(this::isToBeOpened)
                .map(node -> node.name() + ": firewalld runs there, and its zones come with the install")
                .toList();
    }

    private String listen(Node node, List<TriedPort> ports) {
        List<String> arguments = new ArrayList<>(List.of(Integer.toString(LISTENING_SECONDS)));
        ports.forEach(port -> arguments.add(port.toString()));
        return probe(node, "listen", arguments);
    }

    private String connect(Node node, Map<Node, List<TriedPort>> listening) {
        List<String> arguments = new ArrayList<>();
        arguments.add(node.name());
        arguments.add(isToBeFree() && node.isControlPlane() ? site.endpoint().address() : "-");
        listening.forEach((other, ports) -> ports.stream()
                .filter(port -> !other.equals(node))
                .filter(port -> port.protocol().equals("tcp") || node.isMember())
                .forEach(port -> arguments.add(port.toString())));
        if (ConnectionReport.isForeign(site) && node.equals(site.firstControlPlane())) {
            arguments.add("tcp:" + site.endpoint().hostAndPort());
        }
        if (node.isControlPlane() && site.etcd() instanceof Etcd.Existing existing) {
            existing.endpoints().stream()
                    .map(URI::create)
                    .forEach(url -> arguments.add(
                            TriedPort.tcp(url.getHost(), url.getPort()).toString()));
        }
        return probe(node, "connect", arguments);
    }

    /** Whether nobody is to have the endpoint's address: it is ours, and there is no cluster that could have it. */
    private boolean isToBeFree() {
        return site.endpoint().provider().isOurs()
                && site.controlPlanes().stream().noneMatch(membership::begun);
    }

    private String probe(Node node, String name, List<String> arguments) {
        return new Asking(hosts.get(node.name())).probe(Probe.resource(ConnectionTrial.class, name, arguments, LIMIT));
    }
}
