package io.kubeferry.bundler.world;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Programs of this machine. */
public final class Tool {
    private Tool() {}

    /** What a program did. */
    public record Ran(int exitCode, String output) {}

    /** Skips the test where a program is not installed. */
    public static void assumeInstalled(String... names) {
        for (String name : names) {
            boolean found = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
            assumeTrue(found, "skipped: " + name + " is not installed here");
        }
    }

    /** Runs a program to its end; output and errors together. */
    public static Ran run(Path folder, String... command) throws IOException {
        Process process = new ProcessBuilder(List.of(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.onExit().join().exitValue(), output);
    }
}
