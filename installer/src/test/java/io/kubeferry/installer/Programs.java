package io.kubeferry.installer;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Real programs that tests meet; a test whose program is not on this machine says so and is skipped. */
public final class Programs {
    private static final List<String> FOLDERS =
            List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

    private Programs() {}

    /** The path of a program that the test needs. */
    public static String need(String name) {
        Optional<String> found = Stream.of(FOLDERS.toArray(String[]::new))
                .map(folder -> folder + "/" + name)
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst();
        assumeTrue(found.isPresent(), "skipped: this machine has no " + name);
        return found.orElseThrow();
    }

    public static void needRoot() {
        assumeTrue("root".equals(System.getProperty("user.name")), "skipped: this test needs root");
    }

    /** Runs a program to its end and returns everything it printed; anything but exit code 0 is an error. */
    public static String run(String... argv) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(argv).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        int exit = process.waitFor();
        if (exit != 0) {
            throw new IOException(String.join(" ", argv) + " ended with " + exit + ": " + output);
        }
        return output;
    }
}
