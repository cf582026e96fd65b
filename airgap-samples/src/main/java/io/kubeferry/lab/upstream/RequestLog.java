package io.kubeferry.lab.upstream;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One line for each request, in the order in which they came. */
final class RequestLog {
    private final Path file;

    RequestLog(Path file) {
        this.file = file;
    }

    synchronized void add(String line) throws IOException {
        Files.writeString(
                file, line + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
