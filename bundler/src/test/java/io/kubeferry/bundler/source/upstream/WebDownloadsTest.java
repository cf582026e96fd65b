package io.kubeferry.bundler.source.upstream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.bundler.source.BufferSink;
import io.kubeferry.bundler.source.retry.RetryPolicy;
import io.kubeferry.bundler.spec.Sources;
import io.kubeferry.bundler.world.FileServer;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebDownloadsTest {
    private static final URI URL = URI.create("https://dl.k8s.io/release/kubelet");
    private static final byte[] CONTENT = new byte[200_000];

    static {
        new Random(3).nextBytes(CONTENT);
    }

    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private FaultServer server;
    private Upstream upstream;

    @BeforeEach
    void open() throws IOException {
        server = FaultServer.start();
        Sources sources = Sources.through(Map.of(), Map.of("https://dl.k8s.io", server.url() + "/mirror"));
        RetryPolicy policy = new RetryPolicy(3, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(5));
        upstream = Upstream.open(
                sources, Map.of(), 2, policy, pause -> {}, (subject, trouble, pause) -> troubles.add(trouble));
    }

    @AfterEach
    void close() throws IOException {
        upstream.close();
        server.close();
    }

    @Test
    void takesTheSizeFromHead() {
        server.on("/mirror/release/kubelet", FaultServer.status(200, "Content-Length", "200000"));

        assertEquals(200_000, upstream.downloads().size(URL));
        assertEquals("HEAD", server.asked().get(0).method());
    }

    @Test
    void takesTheSizeFromGetWhereHeadIsUnknown() {
        server.on("/mirror/release/kubelet", FaultServer.status(405), FaultServer.body(CONTENT));

        assertEquals(200_000, upstream.downloads().size(URL));
    }

    @Test
    void countsABodyOfUnknownLength() {
        server.on("/mirror/release/kubelet", FaultServer.status(501), FaultServer.chunked(CONTENT));

        assertEquals(200_000, upstream.downloads().size(URL));
    }

    @Test
    void resumesAfterACut() {
        server.on("/mirror/release/kubelet", FaultServer.cutAfter(CONTENT, 90_000), FaultServer.ranged(CONTENT));
        BufferSink sink = new BufferSink();

        upstream.downloads().copy(URL, CONTENT.length, sink);

        assertArrayEquals(CONTENT, sink.bytes());
        assertEquals("bytes=90000-", server.asked().get(1).header("Range"));
    }

    @Test
    void namesTheUrlThatDoesNotExist() {
        Failure failure = assertThrows(Failure.class, () -> upstream.downloads().read(URL, 100));

        assertEquals(ExitCode.SOURCE_UNAVAILABLE, failure.exitCode());
        assertTrue(failure.getMessage().startsWith("https://dl.k8s.io/release/kubelet: "), failure.getMessage());
        assertEquals(1, server.asked().size());
    }

    @Test
    void refusesASmallFileThatIsNotSmall() {
        server.on("/mirror/release/kubelet", FaultServer.chunked(CONTENT));

        Failure failure = assertThrows(Failure.class, () -> upstream.downloads().read(URL, 1000));

        assertTrue(
                failure.getMessage().contains("more than 1000 bytes, and does not say how many"), failure.getMessage());
    }

    @Test
    void tellsTheSizeThatIsSaidBesideTheLimitAndReadsNothing() {
        server.on("/mirror/release/kubelet", FaultServer.cutAfter(CONTENT, 10));

        Failure failure = assertThrows(Failure.class, () -> upstream.downloads().read(URL, 1000));

        assertTrue(
                failure.getMessage().contains("answered with 200000 bytes; the limit for what is read here is 1000"),
                failure.getMessage());
        assertEquals(1, server.asked().size(), "asked once");
    }

    @Test
    void goesOnWithAPartOfTheSameVersionOnly() {
        server.on(
                "/mirror/release/kubelet",
                FaultServer.cutAfter(CONTENT, 90_000, "ETag", "\"one\""),
                FaultServer.versioned(CONTENT, "\"one\""));
        BufferSink sink = new BufferSink();

        upstream.downloads().copy(URL, CONTENT.length, sink);

        assertArrayEquals(CONTENT, sink.bytes());
        assertEquals("\"one\"", server.asked().get(1).header("If-range"));
        assertEquals(2, server.asked().size());
    }

    @Test
    void beginsAnewWhereTheFileChangedBetweenTwoParts() {
        byte[] other = CONTENT.clone();
        other[0]++;
        server.on(
                "/mirror/release/kubelet",
                FaultServer.cutAfter(CONTENT, 90_000, "ETag", "\"one\""),
                FaultServer.versioned(other, "\"two\""));
        BufferSink sink = new BufferSink();

        upstream.downloads().copy(URL, CONTENT.length, sink);

        assertArrayEquals(other, sink.bytes(), "nothing is put together of two versions");
        assertTrue(troubles.stream().anyMatch(each -> each.contains("changed while it was fetched: the 90000 bytes")));
    }

    @Test
    void beginsAnewWhereAServerIgnoresTheConditionAndShowsAnotherVersion() {
        byte[] other = CONTENT.clone();
        other[0]++;
        server.on(
                "/mirror/release/kubelet",
                FaultServer.cutAfter(CONTENT, 90_000, "Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT"),
                exchange -> {
                    exchange.getResponseHeaders().set("Last-Modified", "Mon, 07 Nov 1994 08:49:37 GMT");
                    FileServer.answerRange(exchange, other);
                });
        BufferSink sink = new BufferSink();

        upstream.downloads().copy(URL, CONTENT.length, sink);

        assertArrayEquals(other, sink.bytes());
    }

    @Test
    void givesUpOnASourceThatOnlyDrips() throws IOException {
        RetryPolicy policy = new RetryPolicy(2, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofMillis(200));
        Sources sources = Sources.through(Map.of(), Map.of("https://dl.k8s.io", server.url() + "/mirror"));
        server.on("/mirror/release/kubelet", FaultServer.dripping(CONTENT.length, Duration.ofMillis(50)));

        try (Upstream impatient = Upstream.open(sources, Map.of(), 2, policy, pause -> {}, (a, b, c) -> {})) {
            Failure failure = assertThrows(
                    Failure.class, () -> impatient.downloads().copy(URL, CONTENT.length, new BufferSink()));

            assertTrue(
                    failure.getMessage().contains("a source that brings less than 1024 bytes"), failure.getMessage());
            assertTrue(failure.getMessage().contains("(2 attempts"), failure.getMessage());
        }
    }

    @Test
    void doesNotReadForEverWhatSaysNoSize() {
        server.on("/mirror/release/kubelet", FaultServer.status(501), exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] much = new byte[1 << 20];
            while (true) {
                exchange.getResponseBody().write(much);
            }
        });

        Failure failure = assertThrows(Failure.class, () -> upstream.downloads().size(URL));

        assertTrue(failure.getMessage().contains("says no size, and sends more than"), failure.getMessage());
    }
}
