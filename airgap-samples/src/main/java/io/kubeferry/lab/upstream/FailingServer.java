package io.kubeferry.lab.upstream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;

/**
 * All download sites in one, the host being the first segment of the path, and in front of the registry ({@code /v2/}). Answers
 * honestly unless a fault is asked for; notes each request with what came of it.
 */
final class FailingServer {
    private final HttpServer server;
    private final GeneratedFiles files;
    private final Optional<URI> registry;
    private final Faults faults;
    private final RequestLog log;
    private final HttpClient client = HttpClient.newHttpClient();

    private FailingServer(
            HttpServer server, GeneratedFiles files, Optional<URI> registry, Faults faults, RequestLog log) {
        this.server = server;
        this.files = files;
        this.registry = registry;
        this.faults = faults;
        this.log = log;
    }

    /**
     * Starts on a free port of loopback.
     *
     * @param tls makes the server speak TLS
     * @param registry a plain registry; empty where none stands behind
     */
    static FailingServer start(
            Optional<ServerTls> tls, GeneratedFiles files, Optional<URI> registry, Faults faults, RequestLog log)
            throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        HttpServer server = tls.isPresent() ? tls.get().server(address) : HttpServer.create(address, 0);
        FailingServer failing = new FailingServer(server, files, registry, faults, log);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", failing::answer);
        server.start();
        return failing;
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        try (exchange) {
            Fault fault = faults.next(request);
            String range = exchange.getRequestHeaders().getFirst("Range");
            log.add(request
                    + (range == null ? "" : " " + range)
                    + (fault.kind().equals("honest") ? "" : " -> " + fault.kind()));
            fault.answer(exchange, honest(exchange));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Reply honest(HttpExchange exchange) throws IOException, InterruptedException {
        String path = exchange.getRequestURI().getPath();
        if (path.startsWith("/v2/") && registry.isPresent()) {
            return fromRegistry(exchange);
        }
        Optional<byte[]> content = files.content(path);
        return content.map(bytes -> new Reply(200, Map.of("ETag", '"' + GeneratedFiles.sha256(bytes) + '"'), bytes))
                .orElse(Reply.of(404));
    }

    private Reply fromRegistry(HttpExchange exchange) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(registry.orElseThrow().resolve(exchange.getRequestURI()));
        for (String name : new String[] {"Accept", "Authorization"}) {
            Optional.ofNullable(exchange.getRequestHeaders().getFirst(name))
                    .ifPresent(value -> request.header(name, value));
        }
        HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        Map<String, String> headers = new TreeMap<>();
        for (String name : new String[] {"Content-Type", "Docker-Content-Digest", "WWW-Authenticate", "ETag"}) {
            response.headers().firstValue(name).ifPresent(value -> headers.put(name, value));
        }
        return new Reply(response.statusCode(), headers, response.body());
    }
}
