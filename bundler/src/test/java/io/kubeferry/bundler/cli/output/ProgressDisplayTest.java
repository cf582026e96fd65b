package io.kubeferry.bundler.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long now;

    private ProgressDisplay display(boolean terminal) {
        return new ProgressDisplay(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal, () -> now);
    }

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private void seconds(double seconds) {
        now += (long) (seconds * 1e9);
    }

    @Test
    void writesPlainLinesAtMostEveryFiveSeconds() {
        ProgressDisplay display = display(false);
        display.stage("Resolving 3 images", 0);
        display.stage("Filling edge.tar", 100 << 20);
        for (int i = 0; i < 12; i++) {
            seconds(1);
            display.advance(5 << 20);
        }
        display.retrying("registry.k8s.io/pause:1", "answered 503", Duration.ofSeconds(2));
        display.end();

        assertEquals("""
                Resolving 3 images
                Filling edge.tar: 100.0 MiB
                Filling edge.tar: 25.0 MiB of 100.0 MiB, 25 %, 5.0 MiB/s, 15 s left
                Filling edge.tar: 50.0 MiB of 100.0 MiB, 50 %, 5.0 MiB/s, 10 s left
                retrying registry.k8s.io/pause:1 in 2.0 s: answered 503
                Filling edge.tar: done in 12.0 s
                """, shown());
    }

    @Test
    void paintsOneLineOverOnATerminal() {
        ProgressDisplay display = display(true);
        display.stage("Filling edge.tar", 2048);
        seconds(1);
        display.advance(1024);
        display.advance(512);
        display.end();

        assertTrue(shown().contains("\r\u001b[KFilling edge.tar: 1.0 KiB of 2.0 KiB, 50 %, 1.0 KiB/s, 1 s left"));
        assertTrue(shown().endsWith("\r\u001b[KFilling edge.tar: 2.0 KiB in 1.0 s\n"), shown());
        assertEquals(shown().length() - 1, shown().indexOf('\n'), "one line");
    }
}
