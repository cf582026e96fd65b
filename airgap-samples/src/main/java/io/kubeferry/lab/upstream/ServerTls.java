package io.kubeferry.lab.upstream;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * A server's certificate and, where clients have to show one, who signs those.
 *
 * @param clientsWanted whether a client without a certificate is turned away
 */
record ServerTls(SSLContext context, boolean clientsWanted) {
    /** The password of the key store that {@code journeys/upstream} makes; it protects nothing but a test's key. */
    private static final char[] PASSWORD = "kubeferry".toCharArray();

    /**
     * Reads what the script made.
     *
     * @param store PKCS #12 with key and certificate
     * @param clientCa PEM; empty where any client will do
     */
    static ServerTls read(Path store, Optional<Path> clientCa) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), clientCa.isPresent() ? trusting(clientCa.get()) : null, null);
        return new ServerTls(context, clientCa.isPresent());
    }

    private static TrustManager[] trusting(Path pem) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(pem)) {
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        return managers.getTrustManagers();
    }

    HttpsServer server(InetSocketAddress address) throws IOException {
        HttpsServer server = HttpsServer.create(address, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = context.getDefaultSSLParameters();
                wanted.setNeedClientAuth(clientsWanted);
                parameters.setSSLParameters(wanted);
            }
        });
        return server;
    }
}
