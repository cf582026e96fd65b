package io.kubeferry.bundler.source.tls;

import io.kubeferry.bundler.spec.TlsFiles;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.http.HttpHost;
import org.apache.http.conn.socket.LayeredConnectionSocketFactory;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
import org.apache.http.protocol.HttpContext;

/**
 * TLS with what each host needs: its own authorities and our certificate where the spec names them, the Java trust store
 * otherwise. A client certificate is shown to no other host. Nothing is ever accepted unverified.
 */
public final class TlsSockets implements LayeredConnectionSocketFactory {
    private final Map<String, LayeredConnectionSocketFactory> own = new TreeMap<>();
    private final LayeredConnectionSocketFactory otherwise;

    /**
     * Reads the files.
     *
     * @param hosts host, with its port unless it is 443, to its files
     * @param extra certificates that are trusted for every host that names no authorities of its own
     * @param none what is shown to hosts that no certificate is configured for
     * @param clock says whether our certificates are valid now
     */
    public TlsSockets(
            Map<String, TlsFiles> hosts, Optional<Path> extra, NoClientCertificate none, InstantSource clock) {
        TlsContext context = new TlsContext(extra, none, clock);
        hosts.forEach((host, files) -> own.put(host, new SSLConnectionSocketFactory(context.with(files))));
        otherwise = new SSLConnectionSocketFactory(context.with(TlsFiles.none()));
    }

    private LayeredConnectionSocketFactory factoryFor(HttpHost host) {
        return factoryFor(host.getHostName(), host.getPort());
    }

    private LayeredConnectionSocketFactory factoryFor(String host, int port) {
        String name = port == 443 || port < 0 ? host : host + ":" + port;
        return own.getOrDefault(name, otherwise);
    }

    @Override
    public Socket createSocket(HttpContext context) throws IOException {
        // A plain socket: the TLS layer is put on in connectSocket, where the host is known.
        return new Socket();
    }

    @Override
    public Socket connectSocket(
            int timeout,
            Socket socket,
            HttpHost host,
            InetSocketAddress remote,
            InetSocketAddress local,
            HttpContext context)
            throws IOException {
        return factoryFor(host).connectSocket(timeout, socket, host, remote, local, context);
    }

    @Override
    public Socket createLayeredSocket(Socket socket, String target, int port, HttpContext context) throws IOException {
        return factoryFor(target, port).createLayeredSocket(socket, target, port, context);
    }
}
