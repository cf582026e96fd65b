package io.kubeferry.installer.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.installer.host.Probe;
import io.kubeferry.installer.machine.Machine;
import io.kubeferry.installer.site.DataFolders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The scripts, run on the machine that builds. They only read. */
class ObserveScriptTest {
    @Test
    void tellsOfThisMachineWhatItIs() throws IOException, InterruptedException {
        Machine machine = NodeReport.parse(run(Probes.observe(DataFolders.STANDARD)))
                .facts("here")
                .machine();
        assertEquals(
                Runtime.getRuntime().availableProcessors(), machine.capacity().cpus());
        assertTrue(
                machine.capacity().memoryBytes() > 100_000_000L,
                () -> "memory " + machine.capacity().memoryBytes());
        assertTrue(machine.storage().freeBytes().get("/var/lib/etcd") > 0);
        assertTrue(Math.abs(machine.clock().epochSeconds() - System.currentTimeMillis() / 1000) < 60);
        assertTrue(machine.system().programs().contains("sha256sum"));
        assertTrue(machine.network().hostsFile().contains("localhost"));
        assertFalse(machine.kernel().release().isEmpty());
    }

    @Test
    void findsNoClusterWhereThereIsNone() throws IOException, InterruptedException {
        if (!Files.exists(Path.of("/etc/kubernetes/admin.conf"))) {
            assertEquals("", run(Probe.resource(Probes.class, "cluster", List.of("127.0.0.1:1"), Duration.ZERO)));
        }
    }

    @Test
    void waitsForNothingWhereNothingRuns() throws IOException, InterruptedException {
        assertEquals("", run(Probes.awaitActions(Duration.ZERO)));
    }

    private static String run(Probe probe) throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of("sh", "-s", "--"));
        argv.addAll(probe.arguments());
        Process process = new ProcessBuilder(argv)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().write(probe.script().getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        return output;
    }
}
