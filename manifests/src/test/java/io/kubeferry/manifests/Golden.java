package io.kubeferry.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts that must not change unnoticed; {@code mvn test -Dgolden.update=true} writes them anew. */
public final class Golden {
    private Golden() {}

    /** Compares with {@code src/test/resources/golden/<name>}. */
    public static void assertGolden(String name, String actual) throws IOException {
        Path file = Path.of("src/test/resources/golden").resolve(name);
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, actual);
        }
        assertEquals(Files.readString(file), actual, file + " (renew with -Dgolden.update=true)");
    }
}
