package io.kubeferry.lab.upstream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ServerSocketFactory;

/**
 * An HTTP proxy: CONNECT, and plain requests. It reaches only the hosts that a file lists ({@code name:port target-port}, on
 * loopback), so that made-up names need no DNS, and notes what passed.
 */
final class ConnectProxy {
    private final ServerSocket socket;
    private final Path hosts;
    private final Optional<String> login;
    private final RequestLog log;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private ConnectProxy(ServerSocket socket, Path hosts, Optional<String> login, RequestLog log) {
        this.socket = socket;
        this.hosts = hosts;
        this.login = login;
        this.log = log;
    }

    /**
     * Starts on a free port of loopback.
     *
     * @param login {@code user:password} that clients have to give; empty for none
     */
    static ConnectProxy start(ServerSocketFactory sockets, Path hosts, Optional<String> login, RequestLog log)
            throws IOException {
        ConnectProxy proxy = new ConnectProxy(
                sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress()), hosts, login, log);
        proxy.threads.execute(proxy::accept);
        return proxy;
    }

    int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        while (true) {
            try {
                Socket client = socket.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            String head = head(client.getInputStream());
            String[] request = head.lines().findFirst().orElse("").split(" ");
            if (request.length < 3) {
                return;
            }
            boolean tunnel = request[0].equals("CONNECT");
            String authority = tunnel ? request[1] : authority(URI.create(request[1]));
            Optional<Integer> port = target(authority);
            if (login.isPresent() && !head.contains("Basic " + base64(login.get()))) {
                refuse(
                        client,
                        authority,
                        "407 Proxy Authentication Required",
                        "Proxy-Authenticate: Basic realm=\"lab\"\r\n");
            } else if (port.isEmpty()) {
                refuse(client, authority, "403 Forbidden", "");
            } else {
                log.add(request[0] + " " + authority);
                pass(client, tunnel, head, port.get());
            }
        } catch (IOException e) {
            // One of the two sides is gone: so is the other now.
        }
    }

    private void refuse(Socket client, String authority, String status, String header) throws IOException {
        log.add(status.substring(0, 3) + " " + authority);
        String answer = "HTTP/1.1 " + status + "\r\n" + header + "Content-Length: 0\r\nConnection: close\r\n\r\n";
        client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
    }

    private void pass(Socket client, boolean tunnel, String head, int port) throws IOException {
        try (Socket target = new Socket(InetAddress.getLoopbackAddress(), port)) {
            if (tunnel) {
                client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } else {
                target.getOutputStream().write(originForm(head).getBytes(StandardCharsets.US_ASCII));
            }
            threads.execute(() -> copy(client, target));
            copy(target, client);
        }
    }

    /** The request as the target itself wants to see it; one request a connection. */
    private static String originForm(String head) {
        String rest =
                head.replaceFirst(" http://[^/ ]+", " ").replaceAll("(?i)\r\n(proxy-[a-z-]+|connection):[^\r]*", "");
        return rest.replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n");
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException | UnsupportedOperationException e) {
            // The connection's end, however it came.
        }
    }

    private Optional<Integer> target(String authority) throws IOException {
        return Files.readString(hosts, StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split(" "))
                .filter(parts -> parts[0].equals(authority))
                .map(parts -> Integer.parseInt(parts[1]))
                .findFirst();
    }

    private static String authority(URI uri) {
        return uri.getHost() + ":" + (uri.getPort() < 0 ? 80 : uri.getPort());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }
}
