package io.kubeferry.bundler.cli.output;

import io.kubeferry.bundler.Golden;
import io.kubeferry.bundler.progress.Origin;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonEventsTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private long now = 5_000_000_000L;

    private void seconds(double seconds) {
        now += (long) (seconds * 1e9);
    }

    @Test
    void writesOneObjectALine() throws IOException {
        JsonEvents events = new JsonEvents(out, () -> now);
        events.stage("Resolving 3 images and 2 files", 0);
        seconds(0.25);
        events.note("warning: untested: a \"thing\"");
        events.retrying("registry.k8s.io/pause:1", "answered 503", Duration.ofMillis(1500));
        events.slowedDown("registry.k8s.io", 2);
        events.stage("Filling edge.tar", 4000);
        events.started("registry.k8s.io/pause:1 (blob 0123456789ab)", 3000);
        seconds(0.6);
        events.advance(1000);
        seconds(0.6);
        events.advance(2000);
        events.finished("registry.k8s.io/pause:1 (blob 0123456789ab)", 3000, Origin.UPSTREAM);
        events.finished("https://dl.k8s.io/kubeadm", 1000, Origin.EARLIER_RUN);
        events.end();

        Golden.assertSame(JsonEventsTest.class, "events.jsonl", bytes.toString(StandardCharsets.UTF_8));
    }

    @Test
    void writesWhyARunHasFailed() throws IOException {
        JsonEvents.failed(
                out,
                ExitCode.SOURCE_UNAVAILABLE,
                List.of(new Problem("registry.k8s.io/pause:1", "answered 404", "check the tag")));

        String line = bytes.toString(StandardCharsets.UTF_8).replaceFirst("\"at\":[0-9.]+", "\"at\":0.000");
        Golden.assertSame(JsonEventsTest.class, "failed.jsonl", line);
    }
}
