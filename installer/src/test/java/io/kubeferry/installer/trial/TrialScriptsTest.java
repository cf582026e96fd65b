package io.kubeferry.installer.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.installer.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts, on loopback of the machine that builds. */
class TrialScriptsTest {
    @Test
    void whatOneListensOnTheOtherReachesAndNothingElse() throws Exception {
        Programs.need("systemd-socket-activate");
        String first = freePort();
        String second = freePort();
        String closed = freePort();
        String datagrams = freePort().substring("tcp:".length());
        CompletableFuture<String> listener =
                CompletableFuture.supplyAsync(() -> run("listen.sh", "6", first, second, "udp:" + datagrams));
        List<String> said = run("connect.sh", "cp-2", "-", first, second, closed, "udp:" + datagrams)
                .lines()
                .sorted()
                .toList();
        assertEquals(
                List.of("failed\t" + closed, "reached\t" + first, "reached\t" + second).stream()
                        .sorted()
                        .collect(Collectors.toList()),
                said);
        assertEquals(
                "heard\t" + datagrams.substring("127.0.0.1:".length()) + "\tcp-2\n",
                listener.get(20, TimeUnit.SECONDS));
    }

    @Test
    void endsByItself() {
        long begun = System.nanoTime();
        run("listen.sh", "1", freePort());
        assertTrue(System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(20), "it still listens");
    }

    @Test
    void measuresADiskAndLeavesNothingOnIt(@TempDir Path folder) throws IOException {
        String said = run("disk.sh", folder + "/etcd/data", "10");
        DiskSpeeds speeds = DiskTrial.read(Map.of("here", said));
        assertTrue(said.lines().count() >= 10, said);
        assertTrue(speeds.slowest().get("here").toNanos() > 0, speeds::toString);
        assertEquals(List.of(), speeds.untried());
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }

    private static String freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "tcp:127.0.0.1:" + socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String run(String script, String... arguments) {
        List<String> argv = new ArrayList<>(List.of("sh", "-s", "--"));
        argv.addAll(List.of(arguments));
        try (InputStream text = ConnectionTrial.class.getResourceAsStream(script)) {
            Process process = new ProcessBuilder(argv)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().write(text.readAllBytes());
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
