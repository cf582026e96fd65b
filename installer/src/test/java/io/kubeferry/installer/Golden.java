package io.kubeferry.installer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts that are compared with a file beside the test's resources; {@code -Dgolden=renew} writes them anew. */
public final class Golden {
    private Golden() {}

    public static void check(Class<?> test, String name, String actual) {
        Path file = Path.of("src/test/resources", test.getPackageName().replace('.', '/'), name);
        try {
            if (System.getProperty("golden", "").equals("renew")) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, actual);
            }
            assertEquals(Files.readString(file), actual, name);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toAbsolutePath().toString(), e);
        }
    }
}
