package io.kubeferry.bundler.source;

import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.http.HttpHost;
import org.apache.http.conn.socket.LayeredConnectionSocketFactory;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
import org.apache.http.protocol.HttpContext;

/**
 * TLS with the certificates that each host is to be trusted by: those of its own file where the spec names one, the Java
 * trust store's otherwise. Nothing is ever accepted unverified.
 */
final class TrustByHost implements LayeredConnectionSocketFactory {
    private final Map<String, LayeredConnectionSocketFactory> ownTrust = new TreeMap<>();
    private final LayeredConnectionSocketFactory otherwise = SSLConnectionSocketFactory.getSystemSocketFactory();

    /** Host, with its port unless it is 443, to a PEM file. */
    TrustByHost(Map<String, Path> caFiles) {
        caFiles.forEach((host, file) -> ownTrust.put(host, new SSLConnectionSocketFactory(context(file))));
    }

    private static SSLContext context(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                trusted.setCertificateEntry("ca-" + trusted.size(), each);
            }
            if (trusted.size() == 0) {
                throw unusable(file, "it has no certificate", null);
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw unusable(file, e.getMessage(), e);
        }
    }

    private static Failure unusable(Path file, String why, Exception cause) {
        return Failure.of(
                ExitCode.INVALID_INPUT,
                file.toString(),
                "cannot be used as caFile: " + why,
                "give a file with one or more PEM certificates",
                cause);
    }

    private LayeredConnectionSocketFactory factoryFor(HttpHost host) {
        return factoryFor(host.getHostName(), host.getPort());
    }

    private LayeredConnectionSocketFactory factoryFor(String host, int port) {
        String name = port == 443 || port < 0 ? host : host + ":" + port;
        return ownTrust.getOrDefault(name, otherwise);
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
