package io.kubeferry.bundler.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.kubeferry.bundler.spec.Mirror;
import io.kubeferry.bundler.spec.Sources;
import io.kubeferry.bundler.spec.Sources.RegistryRoute;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.image.ImageReference;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTrustTest {
    private static final ImageReference IMAGE = ImageReference.parse("registry.example.com/web:1");
    private static final byte[] MANIFEST = "{\"manifests\": []}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private HttpsServer server;
    private Path caFile;
    private String redirection = "";
    private final List<Duration> pauses = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair keys = generator.generateKeyPair();
        X509Certificate certificate = selfSigned(keys);
        String pem = "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
        caFile = Files.writeString(folder.resolve("ca.pem"), pem);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(keys, certificate)));
        server.createContext("/", exchange -> {
            try (exchange) {
                if (!redirection.isEmpty()) {
                    exchange.getResponseHeaders().add("Location", redirection);
                    exchange.sendResponseHeaders(302, -1);
                    return;
                }
                exchange.sendResponseHeaders(200, MANIFEST.length);
                exchange.getResponseBody().write(MANIFEST);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static X509Certificate selfSigned(KeyPair keys) throws Exception {
        X500Name name = new X500Name("CN=localhost");
        Instant now = Instant.now();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.ONE,
                Date.from(now.minusSeconds(60)),
                Date.from(now.plusSeconds(3600)),
                name,
                keys.getPublic());
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")));
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    }

    private static SSLContext context(KeyPair keys, X509Certificate certificate) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", keys.getPrivate(), new char[0], new Certificate[] {certificate});
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private ServedManifest fetch(String host, Optional<Path> ca) throws Exception {
        Mirror mirror = Mirror.parse(host + ":" + server.getAddress().getPort());
        Sources sources = new Sources(
                Map.of("registry.example.com", new RegistryRoute(Optional.of(mirror), ca)), Map.of(), Optional.empty());
        try (Upstream upstream = Upstream.open(
                sources,
                Map.of("DOCKER_CONFIG", folder.toString()),
                1,
                new RetryPolicy(2, Duration.ZERO, Duration.ZERO, Duration.ZERO),
                pauses::add,
                (a, b, c) -> {})) {
            return upstream.images().manifest(IMAGE);
        }
    }

    @Test
    void trustsTheCaFileOfItsHost() throws Exception {
        assertEquals(MANIFEST.length, fetch("localhost", Optional.of(caFile)).bytes().length);
    }

    @Test
    void refusesACertificateThatNobodyVouchesFor() {
        Failure failure = assertThrows(Failure.class, () -> fetch("localhost", Optional.empty()));

        assertTrue(failure.getMessage().contains("certificate is not trusted"), failure.getMessage());
        assertEquals(List.of(), pauses, "not worth another attempt");
    }

    @Test
    void refusesACertificateForAnotherName() {
        Failure failure = assertThrows(Failure.class, () -> fetch("127.0.0.1", Optional.of(caFile)));

        assertTrue(failure.getMessage().contains("certificate is not trusted"), failure.getMessage());
    }

    @Test
    void isNotLedAwayFromHttps() {
        redirection = "http://localhost/";

        Failure failure = assertThrows(Failure.class, () -> fetch("localhost", Optional.of(caFile)));

        assertTrue(failure.getMessage().contains("redirected away from HTTPS"), failure.getMessage());
    }

    @Test
    void saysThatAFileHasNoCertificate() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");

        Failure failure = assertThrows(Failure.class, () -> fetch("localhost", Optional.of(empty)));

        assertEquals(ExitCode.INVALID_INPUT, failure.exitCode());
    }
}
