package io.kubeferry.installer.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.installer.Programs;
import io.kubeferry.installer.site.SshAccess;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real protocol against the real daemon. */
class SshHostIT {
    private static final Duration SHORT = Duration.ofSeconds(20);
    private static final int BIG = 300 << 20;

    @TempDir
    Path folder;

    private TestSshd sshd;
    private SshConnections connections;
    private SshHost host;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        sshd = TestSshd.start(folder);
        host = connect(sshd.access(sshd.knownHostsLine("ed25519")));
    }

    @AfterEach
    void stop() {
        if (connections != null) {
            connections.close();
        }
        if (sshd != null) {
            sshd.close();
        }
    }

    @Test
    void runsCommandsAndTellsHowTheyEnded() throws IOException {
        List<String> argv =
                List.of("sh", "-c", "cat; printf '%s|' \"$@\"; echo err >&2; exit 7", "sh", "it's", "$X", "");

        CommandResult result = host.run(new Command(argv, "input\n", SHORT));

        assertEquals(new CommandResult(7, "input\nit's|$X||", "err\n"), result);
    }

    @Test
    void handsOverMoreArgumentsThanFitIntoOneLine() throws IOException {
        List<String> argv = new ArrayList<>(List.of("sh", "-c", "echo $#; [ \"$3000\" ] && cat", "sh"));
        for (int i = 0; i < 3000; i++) {
            argv.add("/var/lib/kubeferry/registry/it's a path as long as those of a registry's storage are/" + i);
        }

        CommandResult result = host.run(new Command(argv, "", SHORT));

        assertEquals(new CommandResult(0, "3000\n", ""), result);
    }

    @Test
    void endsACommandAfterItsLimit() throws IOException {
        assertEquals(
                124, host.run(Command.of(Duration.ofSeconds(1), "sleep", "60")).exitCode());
    }

    @Test
    void doesNotWaitForWhatACommandLeftInTheBackground() throws IOException {
        long begin = System.nanoTime();

        CommandResult result = host.run(Command.of(SHORT, "sh", "-c", "sleep 15 & echo started"));

        assertEquals("started\n", result.output());
        assertTrue(System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(10));
    }

    @Test
    void refusesAHostThatNobodyVouchesFor() throws IOException {
        Failure failure = refused(sshd.access(""));

        assertEquals(ExitCode.NODE_UNREACHABLE, failure.exitCode());
        String key = Files.readString(folder.resolve("host_ecdsa.pub")).split(" ")[1];
        assertTrue(failure.getMessage().contains("is not in"), failure.getMessage());
        assertTrue(failure.getMessage().contains("[127.0.0.1]:" + sshd.port()), failure.getMessage());
        assertTrue(failure.getMessage().contains(key), failure.getMessage());
    }

    @Test
    void refusesAHostWhoseKeyHasChanged() throws IOException, InterruptedException {
        Programs.run(Programs.need("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", folder + "/other");
        String other = Files.readString(folder.resolve("other.pub"));

        Failure failure = refused(sshd.access("[127.0.0.1]:" + sshd.port() + " " + other));

        assertEquals(ExitCode.NODE_UNREACHABLE, failure.exitCode());
        assertTrue(failure.getMessage().contains("is not the one in"), failure.getMessage());
        assertTrue(failure.getMessage().contains("ssh-keygen -R"), failure.getMessage());
    }

    @Test
    void refusesARevokedKey() throws IOException {
        String line = sshd.knownHostsLine("ed25519");

        Failure failure = refused(sshd.access(line + "@revoked " + line));

        assertTrue(failure.getMessage().contains("@revoked"), failure.getMessage());
    }

    @Test
    void knowsAHostBehindAHashedNameAndAsksForTheKeyThatIsKnown() throws IOException, InterruptedException {
        for (String type : List.of("ed25519", "ecdsa")) {
            Path file = Files.writeString(folder.resolve("hashed"), sshd.knownHostsLine(type));
            Programs.run(Programs.need("ssh-keygen"), "-q", "-H", "-f", file.toString());
            assertTrue(Files.readString(file).startsWith("|1|"));

            try (SshConnections others = SshConnections.of(sshd.access(Files.readString(file)))) {
                others.connect(TestSshd.node("cp-1")).close();
            }
        }
    }

    @Test
    void saysThatTheKeyIsNotAccepted() throws IOException, InterruptedException {
        Programs.run(Programs.need("ssh-keygen"), "-q", "-t", "ecdsa", "-N", "", "-f", folder + "/stranger");
        SshAccess good = sshd.access(sshd.knownHostsLine("ed25519"));

        Failure failure =
                refused(new SshAccess("root", good.port(), folder.resolve("stranger"), good.knownHostsFile()));

        assertTrue(failure.getMessage().contains("does not accept the key"), failure.getMessage());
    }

    @Test
    void asksForAKeyWithoutAPassphrase() throws IOException, InterruptedException {
        Programs.run(Programs.need("ssh-keygen"), "-q", "-t", "ed25519", "-N", "secret", "-f", folder + "/locked");
        SshAccess good = sshd.access("");

        Failure failure = assertThrows(
                Failure.class,
                () -> SshConnections.of(
                        new SshAccess("root", good.port(), folder.resolve("locked"), good.knownHostsFile())));

        assertEquals(ExitCode.INVALID_INPUT, failure.exitCode());
        assertTrue(failure.getMessage().contains("passphrase"), failure.getMessage());
    }

    @Test
    void saysThatNobodyListens() throws IOException {
        SshAccess access = sshd.access(sshd.knownHostsLine("ed25519"));
        sshd.cut();

        Failure failure = refused(access);

        assertEquals(ExitCode.NODE_UNREACHABLE, failure.exitCode());
        assertTrue(failure.getMessage().contains("no SSH connection"), failure.getMessage());
    }

    @Test
    void placesSmallFilesAndABigOneInConstantMemory() throws IOException {
        List<PlacedFile> files = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            files.add(file("small/" + i, "small " + i));
        }
        files.add(big(BIG));

        long sent = host.place(files);

        assertTrue(sent > BIG);
        assertEquals(201, names().size());
        assertEquals(BIG, Files.size(folder.resolve("node/big")));
    }

    @Test
    void leavesNoHalfWrittenFileWhereTheConnectionIsCut() throws Exception {
        assertThrows(
                IOException.class, () -> host.place(List.of(file("small", "small"), breaking(big(BIG), sshd::cut))));

        awaitNoFiles();
        restart();
        host.place(List.of(file("small", "small"), big(BIG)));
        assertEquals(List.of("big", "small"), names());
    }

    @Test
    void aHalfWrittenFileHasNoNameAfterAPowerCutAndIsGoneAfterTheNextRun() throws Exception {
        assertThrows(
                IOException.class,
                () -> host.place(List.of(file("small", "small"), breaking(big(BIG), sshd::powerOff))));

        assertTrue(names().stream().allMatch(name -> name.matches("\\..*\\.kubeferry-new")), names().toString());
        restart();
        host.place(List.of(file("other", "other")));
        assertEquals(List.of("other"), names());
    }

    @Test
    void tellsALostConnection() {
        CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS).execute(sshd::cut);

        IOException e = assertThrows(IOException.class, () -> host.run(Command.of(SHORT, "sleep", "10")));

        assertTrue(e.getMessage().contains("cp-1"), e.getMessage());
    }

    private SshHost connect(SshAccess access) {
        connections = SshConnections.of(access);
        NodePaths paths = new NodePaths(folder + "/state", NodePaths.STANDARD.programs());
        return new SshHost("cp-1", TestSshd.ADDRESS, paths, connections.connect(TestSshd.node("cp-1")));
    }

    private static Failure refused(SshAccess access) {
        try (SshConnections others = SshConnections.of(access)) {
            return assertThrows(Failure.class, () -> others.connect(TestSshd.node("cp-1")));
        }
    }

    private void restart() throws IOException, InterruptedException {
        stop();
        for (String key : List.of("id", "host_ed25519", "host_ecdsa")) {
            Files.delete(folder.resolve(key));
        }
        start();
    }

    /** The same file, with something happening after a third of it was read. */
    private static PlacedFile breaking(PlacedFile file, Runnable event) {
        return new PlacedFile(
                file.path(),
                file.mode(),
                file.size(),
                file.digest(),
                () -> new FilterInputStream(file.source().open()) {
                    private long left = BIG / 3;

                    @Override
                    public int read(byte[] target, int offset, int length) throws IOException {
                        int count = super.read(target, offset, length);
                        left -= count;
                        if (left < 0) {
                            event.run();
                        }
                        return count;
                    }
                });
    }

    /** The other side finds out by itself, a moment later. */
    private void awaitNoFiles() throws Exception {
        Path list = folder.resolve("state/placing");
        for (int tries = 0; tries < 100 && (!names().isEmpty() || Files.exists(list)); tries++) {
            Thread.sleep(50);
        }
        assertEquals(List.of(), names());
        assertFalse(Files.exists(list));
    }

    private List<String> names() throws IOException {
        Path root = folder.resolve("node");
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(each -> root.relativize(each).toString())
                    .sorted()
                    .toList();
        }
    }

    private PlacedFile file(String name, String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        return new PlacedFile(
                folder + "/node/" + name,
                0644,
                content.length,
                Digest.of(content),
                () -> new ByteArrayInputStream(content));
    }

    private PlacedFile big(int size) throws IOException {
        MessageDigest sha256 = Digest.sha256();
        try (InputStream in = new Zeros(size)) {
            byte[] buffer = new byte[1 << 16];
            for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
                sha256.update(buffer, 0, count);
            }
        }
        return new PlacedFile(folder + "/node/big", 0755, size, Digest.of(sha256), () -> new Zeros(size));
    }

    /** So many zero bytes, without holding them. */
    private static final class Zeros extends InputStream {
        private int left;

        Zeros(int size) {
            this.left = size;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            int count = Math.min(left, length);
            Arrays.fill(target, offset, offset + count, (byte) 0);
            left -= count;
            return count > 0 ? count : -1;
        }
    }
}
