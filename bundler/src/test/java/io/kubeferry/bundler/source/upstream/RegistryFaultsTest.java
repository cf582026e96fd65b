package io.kubeferry.bundler.source.upstream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.bundler.source.BufferSink;
import io.kubeferry.bundler.source.Images;
import io.kubeferry.bundler.source.ServedManifest;
import io.kubeferry.bundler.source.retry.RetryListener;
import io.kubeferry.bundler.source.retry.RetryPolicy;
import io.kubeferry.bundler.source.upstream.FaultServer.Asked;
import io.kubeferry.bundler.spec.Mirror;
import io.kubeferry.bundler.spec.Sources;
import io.kubeferry.bundler.spec.Sources.RegistryRoute;
import io.kubeferry.bundler.spec.TlsFiles;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.image.Descriptor;
import io.kubeferry.manifests.image.ImageReference;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RegistryFaultsTest {
    private static final String MANIFEST_PATH = "/v2/up/shop/web/manifests/1";
    private static final ImageReference IMAGE = ImageReference.parse("registry.example.com/shop/web:1");
    private static final byte[] MANIFEST = """
            {"schemaVersion": 2,  "mediaType": "application/vnd.oci.image.manifest.v1+json",
             "config": {"mediaType": "a", "digest": "sha256:%1$s", "size": 1}, "layers": [], "extra": {"b": 1, "a": 2}}
            """.formatted("0".repeat(64)).getBytes(StandardCharsets.UTF_8);
    private static final byte[] CONTENT = new byte[300_000];
    private static final Descriptor BLOB;

    static {
        new Random(7).nextBytes(CONTENT);
        BLOB = new Descriptor("layer", Digest.of(CONTENT), CONTENT.length, Optional.empty());
    }

    @TempDir
    Path folder;

    private FaultServer server;
    private final List<Duration> pauses = new ArrayList<>();
    private final List<String> slowedDown = new ArrayList<>();
    private Upstream upstream;

    @BeforeEach
    void open() throws IOException {
        server = FaultServer.start();
        upstream = upstream(server.url() + "/up");
    }

    private Upstream upstream(String mirror) {
        Sources sources = Sources.through(
                Map.of("registry.example.com", new RegistryRoute(Optional.of(Mirror.parse(mirror)), TlsFiles.none())),
                Map.of());
        RetryPolicy policy = new RetryPolicy(
                4, Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(60), Duration.ofSeconds(1));
        return Upstream.open(sources, Map.of("DOCKER_CONFIG", folder.toString()), 2, policy, pauses::add, listener());
    }

    private RetryListener listener() {
        return new RetryListener() {
            @Override
            public void retrying(String subject, String trouble, Duration pause) {
                // The pauses are looked at instead.
            }

            @Override
            public void slowedDown(String host, int requests) {
                slowedDown.add(host + " " + requests);
            }
        };
    }

    @AfterEach
    void close() throws IOException {
        upstream.close();
        server.close();
    }

    private static String blobPath() {
        return "/v2/up/shop/web/blobs/" + BLOB.digest();
    }

    private Failure failsToResolve() {
        return unavailable(() -> upstream.images().manifest(IMAGE));
    }

    private static Failure unavailable(org.junit.jupiter.api.function.Executable work) {
        Failure failure = assertThrows(Failure.class, work);
        assertEquals(ExitCode.SOURCE_UNAVAILABLE, failure.exitCode());
        assertTrue(failure.getMessage().contains("registry.example.com/shop/web:1"), failure.getMessage());
        assertFalse(failure.problems().get(0).next().isEmpty());
        return failure;
    }

    private byte[] fetch() {
        BufferSink sink = new BufferSink();
        upstream.images().copyBlob(IMAGE, BLOB, sink);
        return sink.bytes();
    }

    private static void contains(String part, Failure failure) {
        assertTrue(failure.getMessage().contains(part), failure.getMessage());
    }

    @Test
    void keepsTheManifestsBytes() {
        server.on(MANIFEST_PATH, FaultServer.body(MANIFEST));

        ServedManifest served = upstream.images().manifest(IMAGE);

        assertArrayEquals(MANIFEST, served.bytes());
        assertEquals(Digest.of(MANIFEST), served.digest());
        assertTrue(server.asked().get(0).header("Accept").contains("vnd.docker.distribution.manifest.list.v2+json"));
    }

    @Test
    void refusesATagThatDoesNotExistAtOnce() {
        contains("404", failsToResolve());
        assertEquals(1, server.asked().size());
    }

    @Test
    void waitsAsLongAsA429Asks() {
        server.on(MANIFEST_PATH, FaultServer.status(429, "Retry-After", "17"), FaultServer.body(MANIFEST));

        upstream.images().manifest(IMAGE);

        assertEquals(List.of(Duration.ofSeconds(17)), pauses);
    }

    @Test
    void doesNotWaitLongerThanItsLimit() {
        server.on(MANIFEST_PATH, FaultServer.status(429, "Retry-After", "86400"));

        contains("86400 s, the limit is 60 s", failsToResolve());
        assertEquals(List.of(), pauses);
    }

    @Test
    void outlastsA503() {
        server.on(MANIFEST_PATH, FaultServer.status(503), FaultServer.status(500), FaultServer.body(MANIFEST));

        upstream.images().manifest(IMAGE);

        assertEquals(List.of(Duration.ofSeconds(1), Duration.ofSeconds(2)), pauses);
    }

    @Test
    void givesUpAfterItsAttempts() {
        server.on(MANIFEST_PATH, FaultServer.status(503));

        Failure failure = failsToResolve();

        contains("503", failure);
        contains("4 attempts", failure);
        assertEquals(4, server.asked().size());
        assertEquals(
                List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3)), pauses, "bounded pauses");
    }

    @Test
    void hasNoMorePatienceOnceTheRunHasFailed() {
        server.on(MANIFEST_PATH, FaultServer.status(503)).on(blobPath(), FaultServer.status(503));

        failsToResolve();
        unavailable(this::fetch);

        assertEquals(5, server.asked().size());
    }

    @Test
    void retriesARefusedConnection() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (Upstream unreachable = upstream("http://127.0.0.1:" + port)) {
            contains("refused", unavailable(() -> unreachable.images().manifest(IMAGE)));
        }
        assertEquals(3, pauses.size());
    }

    @Test
    void resumesABlobWhereTheConnectionWasCut() {
        server.on(blobPath(), FaultServer.cutAfter(CONTENT, 100_000), FaultServer.ranged(CONTENT));

        assertArrayEquals(CONTENT, fetch());
        assertEquals("bytes=100000-", server.asked().get(1).header("Range"));
    }

    @Test
    void resumesFromAServerWithoutRanges() {
        server.on(blobPath(), FaultServer.cutAfter(CONTENT, 100_000), FaultServer.body(CONTENT));

        assertArrayEquals(CONTENT, fetch());
    }

    @Test
    void countsOnlyAttemptsThatBroughtNothing() {
        server.on(
                blobPath(),
                FaultServer.cutAfter(CONTENT, 70_000),
                cutAgain(70_000),
                cutAgain(140_000),
                cutAgain(210_000),
                FaultServer.ranged(CONTENT));

        assertArrayEquals(CONTENT, fetch());
        assertEquals(5, server.asked().size());
    }

    private static FaultServer.Step cutAgain(int start) {
        return exchange -> {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + start + "-" + (CONTENT.length - 1) + "/" + CONTENT.length);
            exchange.sendResponseHeaders(206, CONTENT.length - start);
            exchange.getResponseBody().write(CONTENT, start, 70_000);
        };
    }

    @Test
    void refusesASizeThatIsNotTheManifests() {
        server.on(blobPath(), FaultServer.body(Arrays.copyOf(CONTENT, 200)));

        contains("has 200 bytes, promised were 300000", unavailable(this::fetch));
        assertEquals(1, server.asked().size());
    }

    @Test
    void refusesMoreBytesThanPromised() {
        server.on(blobPath(), FaultServer.chunked(Arrays.copyOf(CONTENT, 300_001)));

        contains("more than the 300000 bytes", unavailable(this::fetch));
    }

    /** Not even to come to the end of what it does not want. */
    @Test
    @Timeout(20)
    void doesNotWaitForAnEndThatNeverComes() {
        server.on(blobPath(), exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (true) {
                exchange.getResponseBody().write(CONTENT);
            }
        });

        contains("more than the 300000 bytes", unavailable(this::fetch));
    }

    @Test
    void refusesAnotherRangeThanAskedFor() {
        server.on(blobPath(), FaultServer.cutAfter(CONTENT, 100_000), cutAgain(150_000));

        contains("another range", unavailable(this::fetch));
    }

    @Test
    void refusesAContentWhoseSizeHasChangedInBetween() {
        byte[] other = Arrays.copyOf(CONTENT, CONTENT.length + 5);
        server.on(blobPath(), FaultServer.cutAfter(CONTENT, 100_000), FaultServer.ranged(other));

        contains("has 300005 bytes, promised were 300000", unavailable(this::fetch));
    }

    @Test
    void saysHowLongNothingCame() {
        server.on(blobPath(), exchange -> {
            exchange.sendResponseHeaders(200, CONTENT.length);
            exchange.getResponseBody().write(CONTENT, 0, 10);
            exchange.getResponseBody().flush();
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
        });

        contains("no byte came for 1 s, which is the limit (--silence)", unavailable(this::fetch));
    }

    @Test
    void readsARetryAfterThatIsADate() {
        server.on(
                MANIFEST_PATH,
                FaultServer.status(503, "Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT"),
                FaultServer.body(MANIFEST));

        upstream.images().manifest(IMAGE);

        assertEquals(List.of(Duration.ZERO), pauses, "that date is past");
    }

    @Test
    void triesAgainAfterA408() {
        server.on(MANIFEST_PATH, FaultServer.status(408), FaultServer.status(408), FaultServer.body(MANIFEST));

        upstream.images().manifest(IMAGE);

        assertEquals(3, server.asked().size());
    }

    @Test
    void asksAHostThatIsInTroubleForFewerAtOnce() {
        server.on(MANIFEST_PATH, FaultServer.status(503), FaultServer.body(MANIFEST));

        upstream.images().manifest(IMAGE);

        assertEquals(List.of(server.host() + " 1"), slowedDown);
    }

    @Test
    void refusesAManifestThatHasNoEnd() {
        server.on(MANIFEST_PATH, FaultServer.chunked(new byte[Images.MANIFEST_LIMIT + 1]));

        contains("more than 4194304 bytes", failsToResolve());
    }

    @Test
    void refusesAManifestOfAnotherDigest() {
        server.on(MANIFEST_PATH, FaultServer.body(MANIFEST, "Docker-Content-Digest", "sha256:" + "1".repeat(64)));

        contains("where sha256:1111", failsToResolve());
    }

    @Test
    void refusesSmallBlobsWithOtherBytes() {
        byte[] other = CONTENT.clone();
        other[5]++;
        server.on(blobPath(), FaultServer.body(other));

        contains("came with the digest", unavailable(() -> upstream.images().smallBlob(IMAGE, BLOB)));
    }

    @Test
    void getsATokenForTheRepositoryAndKeepsIt() {
        requireToken("t1", "{\"token\":\"t1\",\"expires_in\":300}");

        upstream.images().manifest(IMAGE);
        upstream.images().manifest(IMAGE);

        List<Asked> tokens = asked("/token");
        assertEquals(1, tokens.size());
        assertEquals(
                "/token?scope=repository%3Ashop%2Fweb%3Apull&service=reg",
                tokens.get(0).target());
        assertEquals("", tokens.get(0).header("Authorization"), "anonymous");
    }

    @Test
    void renewsATokenThatHasExpired() {
        requireToken("t1", "{\"access_token\":\"t1\",\"expires_in\":1}");

        upstream.images().manifest(IMAGE);
        upstream.images().manifest(IMAGE);

        assertEquals(2, asked("/token").size());
    }

    @Test
    void renewsATokenThatIsTurnedDown() {
        server.on(MANIFEST_PATH, challenge(), FaultServer.body(MANIFEST), challenge(), FaultServer.body(MANIFEST));
        server.on("/token", FaultServer.body("{\"token\":\"t\",\"expires_in\":300}".getBytes(StandardCharsets.UTF_8)));

        upstream.images().manifest(IMAGE);
        upstream.images().manifest(IMAGE);

        assertEquals(2, asked("/token").size());
    }

    @Test
    void sendsCredentialsOfTheDockerConfigurationToTheTokenServer() throws IOException {
        logIn("{\"auth\":\"%s\"}".formatted(base64("me:pass")));
        requireToken("t1", "{\"token\":\"t1\"}");

        upstream.images().manifest(IMAGE);

        assertEquals("Basic " + base64("me:pass"), asked("/token").get(0).header("Authorization"));
        assertEquals("Bearer t1", server.asked().get(server.asked().size() - 1).header("Authorization"));
    }

    @Test
    void saysWhenTheTokenServerTurnsTheCredentialsDown() throws IOException {
        logIn("{\"auth\":\"%s\"}".formatted(base64("me:pass")));
        server.on(MANIFEST_PATH, challenge()).on("/token", FaultServer.status(401));

        Failure failure = failsToResolve();

        contains("with the credentials that are known", failure);
        assertFalse(failure.getMessage().contains("pass\n"));
    }

    @Test
    void sendsBasicCredentials() throws IOException {
        logIn("{\"auth\":\"%s\"}".formatted(base64("me:pass")));
        server.on(
                MANIFEST_PATH,
                FaultServer.status(401, "WWW-Authenticate", "Basic realm=\"r\""),
                FaultServer.body(MANIFEST));

        upstream.images().manifest(IMAGE);

        assertEquals("Basic " + base64("me:pass"), server.asked().get(1).header("Authorization"));
    }

    @Test
    void saysThatCredentialsAreMissing() {
        server.on(MANIFEST_PATH, FaultServer.status(401, "WWW-Authenticate", "Basic realm=\"r\""));

        contains("none are known", failsToResolve());
        assertEquals(1, server.asked().size());
    }

    @Test
    void doesNotTryAgainWhenCredentialsAreTurnedDown() throws IOException {
        logIn("{\"auth\":\"%s\"}".formatted(base64("me:wrong")));
        server.on(MANIFEST_PATH, FaultServer.status(401, "WWW-Authenticate", "Basic realm=\"r\""));

        contains("answered 401", failsToResolve());
        assertEquals(2, server.asked().size());
    }

    @Test
    void doesNotRetryA403() {
        server.on(MANIFEST_PATH, FaultServer.status(403));

        contains("403", failsToResolve());
        assertEquals(1, server.asked().size());
    }

    @Test
    void keepsCredentialsFromTheHostItIsRedirectedTo() throws IOException {
        logIn("{\"auth\":\"%s\"}".formatted(base64("me:pass")));
        try (FaultServer storage = FaultServer.start()) {
            storage.on("/store", FaultServer.ranged(CONTENT));
            server.on(
                    blobPath(),
                    FaultServer.status(401, "WWW-Authenticate", "Basic realm=\"r\""),
                    FaultServer.status(307, "Location", storage.url() + "/store?sig=1"));

            assertArrayEquals(CONTENT, fetch());
            assertEquals("", storage.asked().get(0).header("Authorization"));
        }
    }

    @Test
    void endsACircleOfRedirections() {
        server.on(MANIFEST_PATH, FaultServer.status(302, "Location", MANIFEST_PATH));

        contains("redirected more than 10 times", failsToResolve());
    }

    private void requireToken(String token, String answer) {
        FaultServer.Step step = exchange -> {
            boolean has =
                    ("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            (has ? FaultServer.body(MANIFEST) : challenge()).answer(exchange);
        };
        server.on(MANIFEST_PATH, step).on("/token", FaultServer.body(answer.getBytes(StandardCharsets.UTF_8)));
    }

    private FaultServer.Step challenge() {
        return FaultServer.status(
                401,
                "WWW-Authenticate",
                "Bearer service=\"reg\",realm=\"%s/token\",scope=\"repository:shop/web:pull\"".formatted(server.url()));
    }

    private List<Asked> asked(String path) {
        return server.asked().stream()
                .filter(each -> each.target().startsWith(path))
                .toList();
    }

    private void logIn(String entry) throws IOException {
        Files.writeString(folder.resolve("config.json"), "{\"auths\":{\"%s\":%s}}".formatted(server.host(), entry));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
