package io.kubeferry.bundler.source.upstream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.kubeferry.bundler.source.retry.RetryPolicy;
import io.kubeferry.bundler.spec.Mirror;
import io.kubeferry.bundler.spec.Sources;
import io.kubeferry.bundler.spec.Sources.RegistryRoute;
import io.kubeferry.bundler.spec.TlsFiles;
import io.kubeferry.bundler.spec.TlsFiles.ClientCertificate;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.image.ImageReference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTrustTest {
    private static final ImageReference IMAGE = ImageReference.parse("registry.example.com/web:1");
    private static final byte[] MANIFEST = "{\"manifests\": []}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private final List<HttpsServer> servers = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private TestIdentity identity;
    private TlsFiles trusting;

    @BeforeEach
    void makeAnIdentity() throws Exception {
        identity = TestIdentity.valid();
        trusting = new TlsFiles(Optional.of(identity.writeCertificate(folder.resolve("ca.pem"))), Optional.empty());
    }

    @AfterEach
    void stop() {
        servers.forEach(server -> server.stop(0));
    }

    private HttpsServer start(SSLContext context, boolean clientWanted, String redirection) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = context.getDefaultSSLParameters();
                wanted.setNeedClientAuth(clientWanted);
                parameters.setSSLParameters(wanted);
            }
        });
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
        servers.add(server);
        return server;
    }

    private HttpsServer start() throws Exception {
        return start(identity.context(), false, "");
    }

    private static String hostOf(HttpsServer server) {
        return "localhost:" + server.getAddress().getPort();
    }

    private Upstream upstream(Sources sources) {
        return Upstream.open(
                sources,
                Map.of("DOCKER_CONFIG", folder.toString()),
                1,
                new RetryPolicy(5, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(5)),
                pauses::add,
                (a, b, c) -> {});
    }

    private byte[] fetch(String host, TlsFiles tls) throws Exception {
        Sources sources = Sources.through(
                Map.of("registry.example.com", new RegistryRoute(Optional.of(Mirror.parse(host)), tls)), Map.of());
        try (Upstream upstream = upstream(sources)) {
            return upstream.images().manifest(IMAGE).bytes();
        }
    }

    private Failure refused(String host, TlsFiles tls) {
        return assertThrows(Failure.class, () -> fetch(host, tls));
    }

    private static void contains(String part, Failure failure) {
        assertTrue(failure.getMessage().contains(part), failure.getMessage());
    }

    @Test
    void trustsTheCaFileOfItsHost() throws Exception {
        assertArrayEquals(MANIFEST, fetch(hostOf(start()), trusting));
    }

    @Test
    void trustsTheCaFileOfAllHosts() throws Exception {
        String url = "https://" + hostOf(start());
        Sources sources =
                new Sources(Map.of(), Map.of(), Map.of(), trusting.caFile(), Optional.empty(), Optional.empty());
        try (Upstream upstream = upstream(sources)) {
            assertArrayEquals(MANIFEST, upstream.downloads().read(URI.create(url + "/file"), 1000));
        }
    }

    @Test
    void trustsTheCaFileOfADownloadHost() throws Exception {
        String host = hostOf(start());
        Sources sources = new Sources(
                Map.of(), Map.of(), Map.of(host, trusting), Optional.empty(), Optional.empty(), Optional.empty());
        try (Upstream upstream = upstream(sources)) {
            assertArrayEquals(MANIFEST, upstream.downloads().read(URI.create("https://" + host + "/file"), 1000));
        }
    }

    @Test
    void refusesACertificateThatNobodyVouchesFor() throws Exception {
        String host = hostOf(start());

        contains("the certificate of " + host + " is not trusted", refused(host, TlsFiles.none()));
        assertEquals(List.of(), pauses, "not worth another attempt");
    }

    @Test
    void refusesACertificateForAnotherName() throws Exception {
        String host = hostOf(start()).replace("localhost", "127.0.0.1");

        contains("the certificate of " + host + " is not trusted", refused(host, trusting));
        assertEquals(List.of(), pauses);
    }

    @Test
    void namesHostAndDatesOfACertificateThatHasExpired() throws Exception {
        TestIdentity authority = identity;
        identity = authority.signs(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2021-02-03T04:05:06Z"));
        String host = hostOf(start());

        Failure failure = refused(host, trusting);

        contains("the certificate of " + host + " is not trusted", failure);
        contains("is valid from 2020-01-01T00:00:00Z to 2021-02-03T04:05:06Z", failure);
        contains("have it renewed", failure);
        assertEquals(List.of(), pauses);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void showsItsCertificateToTheHostThatWantsOne(String algorithm) throws Exception {
        TestIdentity client = TestIdentity.of(
                algorithm, Instant.now().minusSeconds(60), Instant.now().plusSeconds(600));
        HttpsServer server = start(identity.context(client.certificate()), true, "");

        assertArrayEquals(MANIFEST, fetch(hostOf(server), showing(client)));
    }

    private TlsFiles showing(TestIdentity client) throws Exception {
        return new TlsFiles(
                trusting.caFile(),
                Optional.of(new ClientCertificate(
                        client.writeCertificate(folder.resolve("client.pem")),
                        client.writeKey(folder.resolve("client.key")))));
    }

    @Test
    void showsItsCertificateToNoOtherHost() throws Exception {
        TestIdentity client = TestIdentity.valid();
        HttpsServer storage = start(identity.context(client.certificate()), true, "");
        HttpsServer registry =
                start(identity.context(client.certificate()), true, "https://" + hostOf(storage) + "/store");

        Failure failure = refused(hostOf(registry), showing(client));

        contains("the certificate of " + hostOf(storage) + " is not trusted", failure);
    }

    @Test
    void saysWhatIsMissingWhereACertificateIsWanted() throws Exception {
        HttpsServer server = start(identity.context(TestIdentity.valid().certificate()), true, "");

        Failure failure = refused(hostOf(server), trusting);

        contains("asked for a client certificate, and none is configured for it", failure);
        contains("give certFile and keyFile for it", failure);
        assertTrue(pauses.size() <= 2, "an alert is tried three times at most: " + pauses);
    }

    @Test
    void isNotLedAwayFromHttps() throws Exception {
        HttpsServer server = start(identity.context(), false, "http://localhost/");

        contains("redirected away from HTTPS", refused(hostOf(server), trusting));
    }

    @Test
    void saysThatAFileHasNoCertificate() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");

        Failure failure = refused("localhost:1", new TlsFiles(Optional.of(empty), Optional.empty()));

        assertEquals(ExitCode.INVALID_INPUT, failure.exitCode());
    }

    @Test
    void saysHowToWriteAKeyThatItCannotRead() throws Exception {
        Path key = Files.writeString(folder.resolve("old.key"), "-----BEGIN EC PRIVATE KEY-----\nsecret\n");
        TlsFiles files = new TlsFiles(
                Optional.empty(),
                Optional.of(new ClientCertificate(trusting.caFile().get(), key)));

        Failure failure = refused("localhost:1", files);

        assertEquals(ExitCode.INVALID_INPUT, failure.exitCode());
        contains("openssl pkcs8 -topk8 -nocrypt -in " + key, failure);
        assertFalse(failure.getMessage().contains("secret"));
    }

    @Test
    void refusesTwoWordsAboutOneHost() {
        Sources sources = new Sources(
                Map.of("quay.io", new RegistryRoute(Optional.of(Mirror.parse("mirror.corp/quay")), trusting)),
                Map.of(),
                Map.of("mirror.corp:443", new TlsFiles(Optional.of(folder.resolve("other")), Optional.empty())),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        Failure failure = assertThrows(Failure.class, () -> TlsByHost.of(sources));

        assertEquals(ExitCode.INVALID_INPUT, failure.exitCode());
        contains("two different things about TLS with mirror.corp", failure);
    }
}
