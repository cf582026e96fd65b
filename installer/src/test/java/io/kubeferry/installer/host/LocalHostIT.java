package io.kubeferry.installer.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.manifests.content.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts, on the real shell and programs of this machine, in a folder of their own. */
class LocalHostIT {
    private static final Duration SHORT = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private Path state;
    private LocalHost host;

    @BeforeEach
    void connect() {
        state = folder.resolve("state");
        host = new LocalHost("cp-1", new NodePaths(state.toString(), NodePaths.STANDARD.programs()));
    }

    @Test
    void handsArgumentsOverUnchanged() throws IOException {
        List<String> words = List.of("a b", "$HOME", "it's", "*", "", "ü\n", "-n", "\\");
        List<String> argv = new ArrayList<>(List.of("printf", "%s|"));
        argv.addAll(words);

        CommandResult result = host.run(new Command(argv, "", SHORT));

        assertEquals(String.join("|", words) + "|", result.output());
    }

    @Test
    void tellsExitCodeOutputAndErrorsApart() throws IOException {
        CommandResult result = host.run(Command.of(SHORT, "sh", "-c", "echo out; echo err >&2; exit 7"));

        assertEquals(new CommandResult(7, "out\n", "err\n"), result);
    }

    @Test
    void commandsSeeNothingOfThisProcessesEnvironment() throws IOException {
        String environment = host.run(Command.of(SHORT, "env")).output();

        assertEquals(
                List.of("HOME=/root", "LC_ALL=C", "LOGNAME=root", "PATH=" + NodePaths.STANDARD.programs(), "USER=root"),
                environment.lines().sorted().toList());
    }

    @Test
    void endsACommandAfterItsLimit() throws IOException {
        CommandResult result = host.run(Command.of(Duration.ofSeconds(1), "sleep", "30"));

        assertEquals(124, result.exitCode());
    }

    @Test
    void keepsTheEndOfLongOutput() throws IOException {
        String output = host.run(Command.of(SHORT, "seq", "1", "300000")).output();

        assertTrue(output.startsWith("[") && output.endsWith("\n299999\n300000\n"), output.substring(0, 80));
        assertTrue(output.length() < (1 << 20) + 100);
    }

    @Test
    void placesFilesWithTheirModesAndRecordsThem() throws IOException {
        PlacedFile tool = file("bin/tool", 0755, "tool");
        PlacedFile secret = file("etc/deep/er/key", 0600, "secret");

        long sent = host.place(List.of(tool, secret));

        assertEquals(10, sent);
        assertEquals("tool", Files.readString(Path.of(tool.path())));
        assertEquals("rwxr-xr-x", mode(tool));
        assertEquals("rw-------", mode(secret));
        assertEquals(
                List.of("file\t" + tool.path(), "file\t" + secret.path()),
                Files.readAllLines(state.resolve("changes")));
    }

    @Test
    void keepsWhatWasThereBeforeUsAndOnlyThat() throws IOException {
        PlacedFile first = file("etc/config", 0644, "ours");
        Files.createDirectories(Path.of(first.path()).getParent());
        Files.writeString(Path.of(first.path()), "theirs");

        host.place(List.of(first));
        host.place(List.of(file("etc/config", 0644, "ours, newer")));

        assertEquals("theirs", Files.readString(Path.of(state + "/originals" + first.path())));
        assertEquals("ours, newer", Files.readString(Path.of(first.path())));
        assertEquals(1, Files.readAllLines(state.resolve("changes")).size());
    }

    @Test
    void refusesContentThatIsNotWhatWasPromised() throws IOException {
        byte[] content = "damaged on the way".getBytes(StandardCharsets.UTF_8);
        PlacedFile good = file("bin/good", 0755, "good");
        PlacedFile bad = new PlacedFile(
                folder + "/bin/bad",
                0755,
                content.length,
                Digest.of("as signed".getBytes(StandardCharsets.UTF_8)),
                () -> new ByteArrayInputStream(content));

        ScriptFailedException e = assertThrows(ScriptFailedException.class, () -> host.place(List.of(good, bad)));

        assertTrue(e.result().error().contains("bin/.bad"), e.result().error());
        assertEquals(List.of(), filesBelow(folder.resolve("bin")));
        assertFalse(Files.exists(state.resolve("changes")));
    }

    @Test
    void leavesNothingHalfWrittenWhenTheSourceFails() {
        PlacedFile good = file("bin/good", 0755, "good");
        PlacedFile broken = new PlacedFile(folder + "/bin/broken", 0755, 10, Digest.of(new byte[10]), () -> {
            throw new IOException("the medium was taken out");
        });

        IOException e = assertThrows(IOException.class, () -> host.place(List.of(good, broken)));

        assertTrue(e.getMessage().contains("the medium was taken out"), e.getMessage());
        assertEquals(List.of(), filesBelow(folder.resolve("bin")));
    }

    @Test
    void saysOnceWhyFilesCannotBeWrittenAndWhichDiskIsFull() throws IOException {
        Path programs = Files.createDirectory(folder.resolve("programs"));
        program(
                programs,
                "tar",
                "cat > /dev/null; for each in a b c; do echo \"tar: $each: Cannot write\" >&2; done; exit 2");
        program(
                programs,
                "df",
                "printf 'Filesystem 1024-blocks Used Available Capacity Mounted on\\n'"
                        + "; printf '/dev/a 4096 4084 12 100%% /data\\n/dev/b 4096 0 4096 0%% /\\n'");
        host = new LocalHost("cp-1", new NodePaths(state.toString(), programs + ":" + NodePaths.STANDARD.programs()));

        ScriptFailedException failure =
                assertThrows(ScriptFailedException.class, () -> host.place(List.of(file("etc/config", 0644, "ours"))));

        assertEquals(
                "tar: a: Cannot write\nthe file system at /data is full: 12 of 4096 KiB are free\n",
                failure.result().error());
        assertFalse(Files.exists(state.resolve("changes")));
    }

    private static void program(Path folder, String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void cleansUpAfterARunThatWasKilled() throws IOException {
        Files.createDirectories(state);
        Files.createDirectories(folder.resolve("bin"));
        Files.writeString(folder.resolve("bin/.tool.kubeferry-new"), "hal");
        Files.writeString(state.resolve("placing"), "0".repeat(64) + " 755 " + folder + "/bin/tool\n");

        host.place(List.of(file("bin/other", 0755, "other")));

        assertEquals(List.of("other"), filesBelow(folder.resolve("bin")));
        assertFalse(Files.exists(state.resolve("placing")));
    }

    @Test
    void refusesPathsThatAShellOrTarCouldMisread() {
        for (String path : List.of("/a/../b", "/a\nb", "/a\\b", "/")) {
            PlacedFile file = new PlacedFile(path, 0644, 0, Digest.of(new byte[0]), () -> null);
            assertThrows(IllegalArgumentException.class, () -> host.place(List.of(file)), path);
        }
    }

    @Test
    void placesTwoThousandSmallFilesInOneGo() throws IOException {
        List<PlacedFile> files = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            files.add(file("registry/" + i + "/link", 0644, "sha256:" + i));
        }

        host.place(files);

        assertEquals(2000, filesBelow(folder.resolve("registry")).size());
    }

    @Test
    void writesEachUndoOnce() throws IOException {
        host.recordUndo(List.of("swapon", "-a"));
        host.recordUndo(List.of("sh", "-c", "echo \"it's\"\t$X"));
        host.recordUndo(List.of("swapon", "-a"));

        assertEquals(
                List.of("undo\t[\"swapon\",\"-a\"]", "undo\t[\"sh\",\"-c\",\"echo \\\"it's\\\"\\t$X\"]"),
                Files.readAllLines(state.resolve("changes")));
    }

    private PlacedFile file(String path, int mode, String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        return new PlacedFile(
                folder + "/" + path, mode, content.length, Digest.of(content), () -> new ByteArrayInputStream(content));
    }

    private static String mode(PlacedFile file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(file.path())));
    }

    private static List<String> filesBelow(Path path) {
        if (!Files.exists(path)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(path)) {
            return all.filter(Files::isRegularFile)
                    .map(each -> path.relativize(each).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
