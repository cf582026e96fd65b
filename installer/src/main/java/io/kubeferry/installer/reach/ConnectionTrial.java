package io.kubeferry.installer.reach;

import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.Membership;
import io.kubeferry.installer.facts.NodeFacts;
import io.kubeferry.installer.host.Probe;
import io.kubeferry.installer.host.ReadOnlyHost;
import io.kubeferry.installer.reach.Connections.Attempt;
import io.kubeferry.installer.service.FirewallZone;
import io.kubeferry.installer.service.NodePorts;
import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.Site;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Tries out every pair of nodes on every port that one is to reach at the other, where nothing listens there yet. */
public final class ConnectionTrial {
    private static final int LISTENING_SECONDS = 6;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Site site;
    private final Facts facts;
    private final Set<Integer> networkPorts;
    private final Map<String, ? extends ReadOnlyHost> hosts;

    /**
     * A trial.
     *
     * @param networkPorts what the network's programs on the members of the cluster are reached at, over TCP
     */
    public ConnectionTrial(
            Site site, Facts facts, Set<Integer> networkPorts, Map<String, ? extends ReadOnlyHost> hosts) {
        this.site = site;
        this.facts = facts;
        this.networkPorts = Set.copyOf(networkPorts);
        this.hosts = hosts;
    }

    /**
     * Listens and connects on all nodes at once; about as long as the listening lasts.
     *
     * @throws Failure with {@link ExitCode#NODE_UNREACHABLE} where a node is lost meanwhile
     */
    public Connections result() {
        Map<Node, List<Integer>> listening = listening();
        ExecutorService threads =
                Executors.newFixedThreadPool(2 * Math.max(1, site.nodes().size()));
        try {
            Map<Node, CompletableFuture<String>> listeners = new LinkedHashMap<>();
            listening.forEach((node, ports) ->
                    listeners.put(node, CompletableFuture.supplyAsync(() -> listen(node, ports), threads)));
            Map<Node, CompletableFuture<String>> callers = new LinkedHashMap<>();
            site.nodes()
                    .forEach(node ->
                            callers.put(node, CompletableFuture.supplyAsync(() -> connect(node, listening), threads)));
            return read(listeners, callers);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Each node that is no member yet, to its ports that are free. */
    private Map<Node, List<Integer>> listening() {
        Membership membership = new Membership(site, facts);
        Map<Node, List<Integer>> listening = new LinkedHashMap<>();
        for (Node node : site.nodes()) {
            Set<Integer> wanted = new TreeSet<>(NodePorts.reached(site, node).keySet());
            if (node.isMember()) {
                wanted.addAll(networkPorts);
            }
            List<Integer> free = wanted.stream()
                    .filter(port -> !facts.node(node.name())
                            .machine()
                            .network()
                            .listening()
                            .contains(port))
                    .toList();
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

    /** Whether firewalld still keeps from the node what the installer is going to let through. */
    private boolean isToBeOpened(Node node) {
        NodeFacts seen = facts.node(node.name());
        return seen.machine().protection().hasFirewalld() && !seen.files().containsKey(FirewallZone.NODES);
    }

    private String listen(Node node, List<Integer> ports) {
        List<String> arguments = new ArrayList<>(List.of(Integer.toString(LISTENING_SECONDS)));
        ports.forEach(port -> arguments.add(node.address() + ":" + port));
        return probe(node, "listen", arguments);
    }

    private String connect(Node node, Map<Node, List<Integer>> listening) {
        List<String> arguments = new ArrayList<>();
        arguments.add(isToBeFree() && node.isControlPlane() ? site.endpoint().address() : "-");
        listening.forEach((other, ports) -> {
            if (!other.equals(node)) {
                ports.forEach(port -> arguments.add(other.address() + ":" + port));
            }
        });
        if (isForeign() && node.equals(site.firstControlPlane())) {
            arguments.add(site.endpoint().hostAndPort());
        }
        return probe(node, "connect", arguments);
    }

    /** Whether nobody is to have the endpoint's address: it is ours, and there is no cluster that could have it. */
    private boolean isToBeFree() {
        Membership membership = new Membership(site, facts);
        return site.endpoint().provider().isOurs()
                && site.controlPlanes().stream().noneMatch(membership::begun);
    }

    /** Whether something that is not of the site's nodes is to answer at the endpoint. */
    private boolean isForeign() {
        return !site.endpoint().provider().isOurs()
                && site.nodes().stream()
                        .noneMatch(node -> node.address().equals(site.endpoint().address()));
    }

    private Connections read(
            Map<Node, CompletableFuture<String>> listeners, Map<Node, CompletableFuture<String>> callers) {
        List<String> untried = new ArrayList<>(site.nodes().stream()
                .filter(this::isToBeOpened)
                .map(node -> node.name() + ": firewalld runs there, and its zones come with the install")
                .toList());
        listeners.forEach(
                (node, said) -> field(said.join(), "untried").forEach(why -> untried.add(node.name() + ": " + why)));
        List<Attempt> failed = new ArrayList<>();
        Optional<Boolean> endpoint = Optional.empty();
        Optional<String> taken = Optional.empty();
        for (Map.Entry<Node, CompletableFuture<String>> caller : callers.entrySet()) {
            String said = caller.getValue().join();
            field(said, "untried").forEach(why -> untried.add(caller.getKey().name() + ": " + why));
            for (String address : field(said, "failed")) {
                attempt(caller.getKey(), address, listeners).ifPresent(failed::add);
            }
            if (isForeign() && caller.getKey().equals(site.firstControlPlane())) {
                endpoint = Optional.of(
                        field(said, "reached").contains(site.endpoint().hostAndPort()));
            }
            taken = taken.or(() -> field(said, "taken").stream().findFirst());
        }
        return new Connections(failed, untried, endpoint, taken);
    }

    /** What failed, where the other side did listen; empty for the endpoint, which is told of by itself. */
    private Optional<Attempt> attempt(Node from, String address, Map<Node, CompletableFuture<String>> listeners) {
        int colon = address.lastIndexOf(':');
        return listeners.keySet().stream()
                .filter(node -> node.address().equals(address.substring(0, colon)))
                .filter(node -> field(listeners.get(node).join(), "untried").isEmpty())
                .map(node -> new Attempt(from.name(), node.name(), Integer.parseInt(address.substring(colon + 1))))
                .findFirst();
    }

    private static List<String> field(String said, String key) {
        return said.lines()
                .filter(line -> line.startsWith(key + "\t"))
                .map(line -> line.substring(key.length() + 1))
                .toList();
    }

    private String probe(Node node, String name, List<String> arguments) {
        try {
            return hosts.get(node.name())
                    .probe(new Probe(name, script(name + ".sh"), arguments, LIMIT))
                    .output();
        } catch (IOException e) {
            throw Failure.of(
                    ExitCode.NODE_UNREACHABLE,
                    node.name(),
                    "the connection broke while the site's network was tried out: " + e.getMessage(),
                    "check the machine and its network, then run this again; nothing was changed",
                    e);
        }
    }

    private static String script(String name) {
        try (InputStream resource = ConnectionTrial.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("the program lacks its resource " + name);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
