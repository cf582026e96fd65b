package io.kubeferry.installer.host;

import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.Site;
import io.kubeferry.installer.site.SshAccess;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.failure.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The site's machines, all reached. */
public final class Hosts implements AutoCloseable {
    private static final int CONNECTS_AT_ONCE = 8;

    private final Map<String, Host> all;
    private final Optional<SshConnections> connections;

    private Hosts(Map<String, Host> all, Optional<SshConnections> connections) {
        this.all = all;
        this.connections = connections;
    }

    /**
     * Connects to every node. A node whose address this machine has is this machine: it is not reached over SSH.
     *
     * @throws Failure with {@link ExitCode#NODE_UNREACHABLE} and a problem for every node that cannot be reached
     */
    public static Hosts connect(Site site) {
        return connect(site, CONNECTS_AT_ONCE);
    }

    /**
     * Connects to every node, to so many at once.
     *
     * @throws Failure with {@link ExitCode#NODE_UNREACHABLE} and a problem for every node that cannot be reached
     */
    public static Hosts connect(Site site, int atOnce) {
        List<Node> remote =
                site.nodes().stream().filter(node -> !isOwn(node.address())).toList();
        Optional<SshConnections> connections =
                remote.isEmpty() ? Optional.empty() : Optional.of(SshConnections.of(site.ssh()));
        Map<String, Host> all = new LinkedHashMap<>();
        site.nodes().forEach(node -> all.put(node.name(), new LocalHost(node.name())));
        try {
            connections.ifPresent(ssh -> connectAll(ssh, site.ssh(), remote, atOnce, all));
        } catch (Failure failure) {
            closeAll(all, connections);
            throw failure;
        }
        return new Hosts(all, connections);
    }

    /** Node name to machine, in the order of the site's file. */
    public Map<String, Host> all() {
        return all;
    }

    private static SshHost connect(SshConnections ssh, SshAccess access, Node node) {
        SshHost host = new SshHost(node.name(), node.address(), NodePaths.STANDARD, ssh.connect(node));
        access.sudo().ifPresent(host::elevate);
        return host;
    }

    private static void connectAll(
            SshConnections ssh, SshAccess access, List<Node> nodes, int atOnce, Map<String, Host> all) {
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(atOnce, nodes.size()));
        List<Problem> problems = new ArrayList<>();
        try {
            Map<Node, CompletableFuture<SshHost>> connecting = new LinkedHashMap<>();
            nodes.forEach(node ->
                    connecting.put(node, CompletableFuture.supplyAsync(() -> connect(ssh, access, node), threads)));
            connecting.forEach((node, connection) -> take(node, connection, all, problems));
        } finally {
            threads.shutdown();
        }
        if (!problems.isEmpty()) {
            throw Failure.of(ExitCode.NODE_UNREACHABLE, problems);
        }
    }

    private static void take(
            Node node, CompletableFuture<SshHost> connection, Map<String, Host> all, List<Problem> problems) {
        try {
            all.put(node.name(), connection.join());
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof Failure failure)) {
                throw e;
            }
            problems.addAll(failure.problems());
        }
    }

    private static boolean isOwn(String address) {
        try {
            return NetworkInterface.getByInetAddress(InetAddress.getByName(address)) != null;
        } catch (UnknownHostException | SocketException e) {
            return false; // then SSH will say what is wrong with it
        }
    }

    private static void closeAll(Map<String, Host> all, Optional<SshConnections> connections) {
        for (Host host : all.values()) {
            try {
                host.close();
            } catch (IOException e) {
                // The connection is not used any more; how it ends changes nothing.
                continue;
            }
        }
        connections.ifPresent(SshConnections::close);
    }

    @Override
    public void close() {
        closeAll(all, connections);
    }
}
