package io.kubeferry.lab.upstream;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ServerSocketFactory;

/**
 * {@code UpstreamServers DIR FILE-SIZE [REGISTRY-URL]}: serves until it is ended, and writes the ports to {@code DIR/ports} once it
 * does. Reads in DIR: {@code files/}, {@code faults}, {@code proxy-hosts}, {@code proxy-login} (user:password), {@code
 * tls/server.p12} (then files are served over TLS, and a second proxy is too), {@code tls/client-ca.pem} (then clients have to
 * show a certificate). Writes there: {@code requests.log}, {@code proxy.log}.
 */
public final class UpstreamServers {
    private final Path folder;

    private UpstreamServers(Path folder) {
        this.folder = folder;
    }

    /** Ends with a stack trace where a server cannot be started: the journey is then not worth running. */
    public static void main(String[] args) throws Exception {
        if (args.length < 2 || args.length > 3) {
            System.err.println("usage: UpstreamServers DIR FILE-SIZE [REGISTRY-URL]");
            System.exit(2);
        }
        Optional<URI> registry = args.length > 2 ? Optional.of(URI.create(args[2])) : Optional.empty();
        new UpstreamServers(Path.of(args[0])).start(Integer.parseInt(args[1]), registry);
    }

    private void start(int fileSize, Optional<URI> registry) throws IOException, GeneralSecurityException {
        Optional<ServerTls> tls = tls();
        FailingServer files = FailingServer.start(
                tls,
                new GeneratedFiles(folder.resolve("files"), fileSize),
                registry,
                new Faults(folder.resolve("faults")),
                new RequestLog(folder.resolve("requests.log")));
        StringBuilder ports = new StringBuilder("FILES_PORT=" + files.port() + "\n");
        ports.append("PROXY_PORT=")
                .append(proxy(ServerSocketFactory.getDefault()).port())
                .append('\n');
        if (tls.isPresent()) {
            ports.append("TLS_PROXY_PORT=")
                    .append(proxy(tls.get().context().getServerSocketFactory()).port())
                    .append('\n');
        }
        Path fresh = Files.writeString(folder.resolve("ports.new"), ports, StandardCharsets.US_ASCII);
        Files.move(fresh, folder.resolve("ports"), StandardCopyOption.ATOMIC_MOVE);
    }

    private Optional<ServerTls> tls() throws IOException, GeneralSecurityException {
        Path store = folder.resolve("tls/server.p12");
        Path clientCa = folder.resolve("tls/client-ca.pem");
        return Files.exists(store)
                ? Optional.of(ServerTls.read(store, Files.exists(clientCa) ? Optional.of(clientCa) : Optional.empty()))
                : Optional.empty();
    }

    private ConnectProxy proxy(ServerSocketFactory sockets) throws IOException {
        Path login = folder.resolve("proxy-login");
        return ConnectProxy.start(
                sockets,
                folder.resolve("proxy-hosts"),
                Files.exists(login) ? Optional.of(Files.readString(login).strip()) : Optional.empty(),
                new RequestLog(folder.resolve("proxy.log")));
    }
}
