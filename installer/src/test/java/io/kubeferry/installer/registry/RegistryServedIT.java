package io.kubeferry.installer.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.installer.Programs;
import io.kubeferry.installer.TestBundle;
import io.kubeferry.installer.pki.IssuedCertificate;
import io.kubeferry.installer.pki.SiteAuthority;
import io.kubeferry.manifests.bundle.SignedBundle;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.image.MediaTypes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real CNCF Distribution serves what was seeded, over TLS with what the site's authority issued. */
class RegistryServedIT {
    @TempDir
    Path folder;

    private TestBundle bundle;
    private Digest index;
    private Process registry;
    private HttpClient client;
    private String listen;

    @BeforeEach
    void serve() throws Exception {
        String distribution = Programs.need("docker-registry");
        bundle = new TestBundle();
        byte[] layer = new byte[5 << 20];
        new Random(1).nextBytes(layer);
        index = bundle.sparseImage("registry.k8s.io/pause:3.10", layer);
        bundle.sparseImage("mirror.corp:5000/tools/x@" + index, layer);
        Path storage = folder.resolve("storage");
        try (SignedBundle signed = bundle.open(bundle.write(folder.resolve("edge.tar")))) {
            new RegistrySeed(signed, storage).run(bytes -> {});
        }
        SiteAuthority authority = SiteAuthority.create("depot-7", new SecureRandom());
        IssuedCertificate issued = authority.issue("cp-1", "127.0.0.1");
        Path certificates = Files.createDirectory(folder.resolve("certs"));
        Files.writeString(certificates.resolve("ca.crt"), authority.certificate());
        Path certificate = Files.writeString(folder.resolve("tls.crt"), issued.certificate());
        Path key = Files.writeString(folder.resolve("tls.key"), issued.key());
        listen = "127.0.0.1:" + freePort();
        Path config = Files.writeString(
                folder.resolve("config.yml"),
                RegistryConfig.text(listen, storage.toString(), certificate.toString(), key.toString()));
        registry = new ProcessBuilder(distribution, "serve", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("registry.log").toFile())
                .start();
        client = HttpClient.newBuilder()
                .sslContext(trusting(authority.certificate()))
                .build();
        awaitAnswer();
    }

    @AfterEach
    void stop() {
        if (registry != null) {
            registry.destroyForcibly();
        }
    }

    @Test
    void servesASparseIndexByTagAndDigestWithItsBytesUnchanged() throws Exception {
        for (String target : new String[] {"3.10", index.toString()}) {
            HttpResponse<byte[]> answer = get("/v2/registry.k8s.io/pause/manifests/" + target);

            assertEquals(200, answer.statusCode());
            assertArrayEquals(bundle.content(index), answer.body());
            assertEquals(
                    MediaTypes.OCI_INDEX,
                    answer.headers().firstValue("Content-Type").orElse(""));
        }
    }

    @Test
    void servesADigestOnlyReferenceOfARegistryWithAPort() throws Exception {
        Digest manifest = bundle.manifest().images().get(1).manifests().get(0);

        assertEquals(
                200, get("/v2/mirror.corp_5000/tools/x/manifests/" + manifest).statusCode());
    }

    @Test
    void skopeoPullsTheImageByTag() throws Exception {
        String skopeo = Programs.need("skopeo");

        Programs.run(
                skopeo,
                "copy",
                "--override-os=linux",
                "--override-arch=amd64",
                "--src-cert-dir=" + folder.resolve("certs"),
                "docker://" + listen + "/registry.k8s.io/pause:3.10",
                "dir:" + folder.resolve("pulled"));

        Digest layer = bundle.manifest().images().get(0).blobs().get(1);
        assertArrayEquals(
                bundle.content(layer),
                Files.readAllBytes(folder.resolve("pulled").resolve(layer.hex())));
    }

    @Test
    void letsNobodyPush() throws Exception {
        HttpResponse<byte[]> answer = client.send(
                HttpRequest.newBuilder(URI.create("https://" + listen + "/v2/registry.k8s.io/pause/blobs/uploads/"))
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofByteArray());

        assertEquals(405, answer.statusCode());
    }

    @Test
    void saysAtOnceThatItHasNotWhatTheBundleLacks() throws Exception {
        HttpResponse<byte[]> answer = get("/v2/docker.io/library/redis/manifests/7");

        assertEquals(404, answer.statusCode());
        assertTrue(new String(answer.body(), StandardCharsets.UTF_8).contains("MANIFEST_UNKNOWN"));
    }

    private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("https://" + listen + path))
                        .header("Accept", String.join(", ", MediaTypes.MANIFESTS))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        for (int tries = 0; tries < 100; tries++) {
            try {
                get("/v2/");
                return;
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        throw new IOException("the registry does not answer: " + Files.readString(folder.resolve("registry.log")));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static SSLContext trusting(String ca) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry(
                "ca",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(ca.getBytes(StandardCharsets.US_ASCII))));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
