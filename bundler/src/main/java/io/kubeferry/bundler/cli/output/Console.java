package io.kubeferry.bundler.cli.output;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What surrounds the program.
 *
 * @param out results
 * @param err progress and problems
 * @param terminal whether a person watches {@code err}
 * @param home the bundler's own folder; empty where it runs from the sources
 */
public record Console(
        PrintStream out, PrintStream err, boolean terminal, Map<String, String> environment, Optional<Path> home) {
    public static Console system() {
        return new Console(
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                isTerminal(),
                System.getenv(),
                Optional.ofNullable(System.getProperty("kubeferry.home")).map(Path::of));
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** {@code System.console()} is null whenever any of the three streams is redirected, so the link is looked at. */
    private static boolean isTerminal() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** A folder for what can be made again. */
    public Path cache() {
        return Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("kubeferry");
    }
}
