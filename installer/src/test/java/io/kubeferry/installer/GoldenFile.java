package io.kubeferry.installer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts that tests compare with; {@code mvn … -Dgolden.update=true} writes them anew, for a person to read the difference. */
public final class GoldenFile {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private GoldenFile() {}

    /** Compares a text with the file of this name. */
    public static void check(String name, String actual) {
        Path file = FOLDER.resolve(name);
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, actual);
            }
            assertEquals(Files.readString(file), actual, "golden file " + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
