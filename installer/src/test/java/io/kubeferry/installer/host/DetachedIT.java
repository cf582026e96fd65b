package io.kubeferry.installer.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The scripts of detached actions, with two small programs in the place of {@code systemd-run} and {@code systemctl}: they
 * keep one process a unit, in a session of its own, and know whether it runs. What systemd itself does is not tested here.
 */
class DetachedIT {
    private static final Duration SHORT = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private Path actions;
    private LocalHost host;

    @BeforeEach
    void standIns() throws IOException {
        Path units = Files.createDirectory(folder.resolve("units"));
        Path programs = Files.createDirectory(folder.resolve("programs"));
        program(programs.resolve("systemd-run"), """
                for word in "$@"; do case $word in --unit=*) unit=${word#--unit=} ;; esac; done
                while [ "$1" != /bin/sh ]; do shift; done
                echo "$unit" >>%1$s/started
                setsid "$@" >/dev/null 2>&1 </dev/null &
                echo $! >%1$s/$unit.service
                touch %1$s/$unit.started
                """.formatted(units));
        program(programs.resolve("systemctl"), """
                [ "$1" = is-active ] || exit 0
                if kill -0 "$(cat %1$s/$2)" 2>/dev/null; then echo active; else echo inactive; exit 3; fi
                """.formatted(units));
        Path state = folder.resolve("state");
        actions = state.resolve("actions");
        host = new LocalHost("cp-1", new NodePaths(state.toString(), programs + ":" + NodePaths.STANDARD.programs()));
    }

    @Test
    void givesOutputAndExitCodeOfTheUnit() throws IOException {
        CommandResult result = host.runDetached(
                "init", Command.of(SHORT, "sh", "-c", "echo \"$1\"; echo err >&2; exit 3", "sh", "it's $X %h"));

        assertEquals(new CommandResult(3, "it's $X %h\nerr\n", ""), result);
        assertEquals("3\n", Files.readString(actions.resolve("init.status")));
        assertFalse(Files.exists(actions.resolve("init.run")), "the file that may hold secrets");
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(actions.resolve("init.log"))));
    }

    @Test
    void goesOnWhenTheWaiterIsKilledAndIsNotStartedTwice() throws Exception {
        Path go = folder.resolve("go");
        Command command = Command.of(
                SHORT, "sh", "-c", "echo begun; while [ ! -e \"$0\" ]; do sleep 0.1; done; echo ended", go.toString());
        Process waiter = waiterInAProcessOfItsOwn(command);
        await(actions.resolve("init.log"), "begun\n");
        await(folder.resolve("units/kubeferry-init.started"), "");
        // The waiter alone: what systemd would have started is no child of it.
        waiter.destroyForcibly().waitFor();

        CompletableFuture<CommandResult> again = CompletableFuture.supplyAsync(() -> runDetached(command));
        Files.createFile(go);

        assertEquals(new CommandResult(0, "begun\nended\n", ""), again.get());
        assertEquals(1, Files.readAllLines(folder.resolve("units/started")).size());
    }

    @Test
    void runsAgainOnceItHasEnded() throws IOException {
        host.runDetached("init", Command.of(SHORT, "sh", "-c", "exit 1"));

        CommandResult second = host.runDetached("init", Command.of(SHORT, "echo", "fine"));

        assertEquals(new CommandResult(0, "fine\n", ""), second);
    }

    @Test
    void endsTheUnitAfterItsLimit() throws IOException {
        CommandResult result = host.runDetached("init", Command.of(Duration.ofSeconds(1), "sleep", "60"));

        assertEquals(124, result.exitCode());
    }

    @Test
    void saysThatAUnitEndedWithoutACode() throws Exception {
        CompletableFuture<CommandResult> running =
                CompletableFuture.supplyAsync(() -> runDetached(Command.of(SHORT, "sh", "-c", "echo begun; sleep 60")));
        await(actions.resolve("init.log"), "begun\n");
        long unit = Long.parseLong(
                Files.readString(folder.resolve("units/kubeferry-init.service")).strip());

        ProcessHandle shell = ProcessHandle.of(unit).orElseThrow();
        List<ProcessHandle> rest = shell.descendants().toList();
        shell.destroyForcibly();
        rest.forEach(ProcessHandle::destroyForcibly);

        CommandResult result = running.get();
        assertEquals(125, result.exitCode());
        assertTrue(result.error().contains("ended without an exit code"), result.error());
    }

    @Test
    void refusesANameThatIsNoPlainOne() {
        for (String name : List.of("../x", "a b", "", "Init")) {
            assertThrows(IllegalArgumentException.class, () -> host.runDetached(name, Command.of(SHORT, "true")), name);
        }
    }

    private CommandResult runDetached(Command command) {
        try {
            return host.runDetached("init", command);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** What the host would run, as a process that can be killed. */
    private Process waiterInAProcessOfItsOwn(Command command)
            throws IOException, InterruptedException, ExecutionException {
        NodePaths paths = new NodePaths(folder + "/state", folder + "/programs:" + NodePaths.STANDARD.programs());
        String values = "action=" + ShellWords.quote(actions + "/init") + "\nlimit=20\nset -- "
                + ShellWords.join(paths.inCleanEnvironment(command.argv())) + "\n";
        Process process = new ProcessBuilder(
                        paths.inCleanEnvironment(Script.DETACHED.command(paths.state(), "init", "20")))
                .start();
        try (var stdin = process.getOutputStream()) {
            stdin.write((values + Script.UNIT.text()).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        return process;
    }

    private static void await(Path file, String text) throws Exception {
        for (int tries = 0; tries < 200; tries++) {
            if (Files.exists(file) && Files.readString(file).equals(text)) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError(file + " never had the text " + text);
    }

    private static void program(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
