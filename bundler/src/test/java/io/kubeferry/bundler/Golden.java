package io.kubeferry.bundler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares with texts under {@code src/test/resources}; {@code -Dgolden.update=true} writes them instead. */
public final class Golden {
    private Golden() {}

    public static void assertSame(Class<?> test, String name, String actual) throws IOException {
        Path file = Path.of("src/test/resources")
                .resolve(test.getPackageName().replace('.', '/'))
                .resolve(name);
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, actual);
        }
        assertEquals(Files.readString(file, StandardCharsets.UTF_8), actual);
    }
}
