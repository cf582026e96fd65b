package io.kubeferry.installer.trial;

import io.kubeferry.installer.host.Probe;
import io.kubeferry.installer.host.ReadOnlyHost;
import io.kubeferry.installer.site.Node;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Asks one machine, or all at once; what they say are lines of a key and a value with a tab between them. */
record Asking(ReadOnlyHost host) {
    /**
     * Runs a script on all these nodes at once.
     *
     * @return each node's name to what it said
     * @throws Failure with {@link ExitCode#NODE_UNREACHABLE} where a node is lost meanwhile
     */
    static Map<String, String> all(List<Node> nodes, Function<Node, String> asked) {
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, nodes.size()));
        try {
            Map<String, CompletableFuture<String>> pending = new TreeMap<>();
            nodes.forEach(
                    node -> pending.put(node.name(), CompletableFuture.supplyAsync(() -> asked.apply(node), threads)));
            Map<String, String> said = new TreeMap<>();
            pending.forEach((name, answer) -> said.put(name, answered(answer)));
            return said;
        } finally {
            threads.shutdownNow();
        }
    }

    /** What came of something that was begun elsewhere, with its failure as it was. */
    static <T> T answered(CompletableFuture<T> pending) {
        try {
            return pending.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Failure failure) {
                throw failure;
            }
            throw e;
        }
    }

    String probe(Probe probe) {
        try {
            return host.probe(probe).output();
        } catch (IOException e) {
            throw Failure.of(
                    ExitCode.NODE_UNREACHABLE,
                    host.name(),
                    "the connection broke while the site's machines were tried out: " + e.getMessage(),
                    "check the machine and its network, then run this again; nothing was changed",
                    e);
        }
    }

    /** The values of a key. */
    static List<String> field(String said, String key) {
        return said.lines()
                .filter(line -> line.startsWith(key + "\t"))
                .map(line -> line.substring(key.length() + 1))
                .toList();
    }
}
