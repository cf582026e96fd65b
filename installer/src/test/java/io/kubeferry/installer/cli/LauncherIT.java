package io.kubeferry.installer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kubeferry.installer.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher of {@code target/dist}, on this machine's own shell. */
class LauncherIT {
    private static final Path DIST = Path.of("target/dist").toAbsolutePath();

    @TempDir
    Path folder;

    @BeforeEach
    void needTheDist() {
        assumeTrue(Files.exists(DIST), "skipped: target/dist is made in the phase 'package'");
    }

    @Test
    void startsThroughLinksFromAnyFolder() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("a link"), DIST.resolve("bin/installer"));
        Path second = Files.createSymbolicLink(folder.resolve("second"), link.getFileName());

        Result result = run(List.of(second.toString(), "--version"));

        assertEquals(0, result.exitCode, result.output);
        assertTrue(result.output.startsWith("installer "), result.output);
    }

    @Test
    void prefersTheRuntimeThatWasCarried() throws Exception {
        Path launcher = copyWithRuntime("echo carried \"$@\" | cut -c1-12");

        assertEquals("carried -Xmx\n", run(List.of(launcher.toString(), "--version")).output);
    }

    @Test
    void saysThatTheCarriedRuntimeDoesNotStart() throws Exception {
        Path launcher = copyWithRuntime("echo \"libc.so.6: version GLIBC_2.34 not found\"; exit 1");

        Result result = run(List.of(launcher.toString(), "--version"));

        assertEquals(2, result.exitCode);
        assertTrue(result.output.contains("GLIBC_2.34"), result.output);
        assertTrue(result.output.contains("  -> "), result.output);
    }

    @Test
    void saysThatThereIsNoJavaAtAll() throws Exception {
        Path programs = Files.createDirectory(folder.resolve("programs"));
        for (String name : List.of("sh", "readlink", "dirname", "uname")) {
            Files.createSymbolicLink(programs.resolve(name), Path.of(Programs.need(name)));
        }

        Result result = run(List.of(
                Programs.need("env"),
                "-i",
                "PATH=" + programs,
                DIST.resolve("bin/installer").toString()));

        assertEquals(2, result.exitCode);
        assertTrue(result.output.contains("no Java runtime"), result.output);
    }

    private Path copyWithRuntime(String script) throws IOException {
        Path launcher = Files.createDirectories(folder.resolve("dist/bin")).resolve("installer");
        Files.copy(DIST.resolve("bin/installer"), launcher, StandardCopyOption.COPY_ATTRIBUTES);
        for (String arch : List.of("amd64", "arm64")) {
            Path java = Files.createDirectories(folder.resolve("dist/runtime/linux-" + arch + "/bin"))
                    .resolve("java");
            Files.writeString(java, "#!/bin/sh\n" + script + "\n");
            Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return launcher;
    }

    private record Result(int exitCode, String output) {}

    private Result run(List<String> argv) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(argv)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }
}
