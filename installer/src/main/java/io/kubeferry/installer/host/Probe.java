package io.kubeferry.installer.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * A shell script that leaves nothing behind; most only read. It is a type of its own so that what may run before the operator has agreed can be
 * found by its constructor's callers: resources with a golden test, nothing else.
 *
 * @param script POSIX shell, run as {@code sh -s -- arguments…}
 */
public record Probe(String name, String script, List<String> arguments, Duration limit) {
    public Probe {
        arguments = List.copyOf(arguments);
    }

    /**
     * The script {@code NAME.sh} beside a class.
     *
     * @throws IllegalStateException where the program was built without it
     */
    public static Probe resource(Class<?> beside, String name, List<String> arguments, Duration limit) {
        try (InputStream resource = beside.getResourceAsStream(name + ".sh")) {
            if (resource == null) {
                throw new IllegalStateException("the program lacks its resource " + name + ".sh");
            }
            return new Probe(name, new String(resource.readAllBytes(), StandardCharsets.UTF_8), arguments, limit);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
