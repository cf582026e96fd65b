package io.kubeferry.bundler.source.upstream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kubeferry.bundler.world.FileServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** A server on loopback that answers each path by a script, and remembers what it was asked. */
final class FaultServer implements AutoCloseable {
    /** Writes one answer. */
    @FunctionalInterface
    interface Step {
        void answer(HttpExchange exchange) throws IOException;
    }

    /** One request as it came. */
    record Asked(String method, String target, Map<String, String> headers) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, ConcurrentLinkedQueue<Step>> scripts = new HashMap<>();
    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());

    private FaultServer(HttpServer server) {
        this.server = server;
    }

    static FaultServer start() throws IOException {
        FaultServer faults =
                new FaultServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        faults.begin();
        return faults;
    }

    private void begin() {
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Answers requests for a path with these steps, one each; the last one stays. */
    FaultServer on(String path, Step... steps) {
        scripts.put(path, new ConcurrentLinkedQueue<>(List.of(steps)));
        return this;
    }

    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    String url() {
        return "http://" + host();
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(new Asked(
                exchange.getRequestMethod(), exchange.getRequestURI() + (body.isEmpty() ? "" : " " + body), headers));
        ConcurrentLinkedQueue<Step> script =
                scripts.get(exchange.getRequestURI().getPath());
        try (exchange) {
            if (script == null) {
                status(404).answer(exchange);
            } else {
                (script.size() > 1 ? script.remove() : script.peek()).answer(exchange);
            }
        }
    }

    private static void addHeaders(HttpExchange exchange, String... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            exchange.getResponseHeaders().add(pairs[i], pairs[i + 1]);
        }
    }

    static Step status(int status, String... headers) {
        return exchange -> {
            addHeaders(exchange, headers);
            exchange.sendResponseHeaders(status, -1);
        };
    }

    static Step body(byte[] content, String... headers) {
        return exchange -> {
            addHeaders(exchange, headers);
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
        };
    }

    /** Honours Range, as registries do. */
    static Step ranged(byte[] content) {
        return exchange -> FileServer.answerRange(exchange, content);
    }

    /** Honours Range where the condition holds, as a web server does: what is of another version is sent whole. */
    static Step versioned(byte[] content, String tag) {
        return exchange -> {
            exchange.getResponseHeaders().set("ETag", tag);
            String condition = exchange.getRequestHeaders().getFirst("If-Range");
            if (condition == null || condition.equals(tag)) {
                FileServer.answerRange(exchange, content);
            } else {
                body(content).answer(exchange);
            }
        };
    }

    /** Sends a byte now and then, and never ends. */
    static Step dripping(int size, Duration pause) {
        return exchange -> {
            exchange.sendResponseHeaders(200, size);
            while (true) {
                exchange.getResponseBody().write(0);
                exchange.getResponseBody().flush();
                LockSupport.parkNanos(pause.toNanos());
            }
        };
    }

    /** Says that it sends everything, sends {@code count} bytes and cuts the connection. */
    static Step cutAfter(byte[] content, int count, String... headers) {
        return exchange -> {
            addHeaders(exchange, headers);
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content, 0, count);
            exchange.getResponseBody().flush();
        };
    }

    /** A body without Content-Length. */
    static Step chunked(byte[] content) {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(content);
        };
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
