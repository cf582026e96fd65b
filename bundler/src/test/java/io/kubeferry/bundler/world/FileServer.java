package io.kubeferry.bundler.world;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves files from memory at the paths that upstream has; HEAD and Range as a real server. */
public final class FileServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();

    private FileServer(HttpServer server) {
        this.server = server;
    }

    public static FileServer start() throws IOException {
        FileServer files =
                new FileServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        files.server.setExecutor(files.threads);
        files.server.createContext("/", files::answer);
        files.server.start();
        return files;
    }

    /** Serves {@code content} at {@code path}, which begins with '/'. */
    public void put(String path, byte[] content) {
        files.put(path, content);
    }

    /** {@code http://127.0.0.1:<port>}. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] content = files.get(exchange.getRequestURI().getPath());
            if (content == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", String.valueOf(content.length));
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            answerRange(exchange, content);
        }
    }

    /** The content, or the part from where a Range begins, as registries and download hosts serve it. */
    public static void answerRange(HttpExchange exchange, byte[] content) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        int start = range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
        if (range != null) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + start + "-" + (content.length - 1) + "/" + content.length);
        }
        exchange.sendResponseHeaders(range == null ? 200 : 206, content.length - start);
        exchange.getResponseBody().write(content, start, content.length - start);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
