package io.kubeferry.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Runs programs that tests meet; a test whose program is not there is skipped. */
public final class Commands {
    private Commands() {}

    public static void assumePresent(String... command) throws InterruptedException {
        boolean present;
        try {
            present = process(Path.of(""), command).waitFor() == 0;
        } catch (IOException e) {
            present = false;
        }
        Assumptions.assumeTrue(present, "this machine has no " + command[0]);
    }

    /** What the command printed; it must end with 0. */
    public static String run(Path folder, String... command) throws IOException, InterruptedException {
        Process process = process(folder, command);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), String.join(" ", command) + ": " + output);
        return output;
    }

    private static Process process(Path folder, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(folder.toAbsolutePath().toFile()).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("TZ", "UTC");
        return builder.start();
    }
}
