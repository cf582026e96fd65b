package io.kubeferry.installer.host;

import java.time.Duration;
import java.util.List;

/**
 * A shell script that only reads. It is a type of its own so that what may run before the operator has agreed can be
 * found by its constructor's callers: resources with a golden test, nothing else.
 *
 * @param script POSIX shell, run as {@code sh -s -- arguments…}
 */
public record Probe(String name, String script, List<String> arguments, Duration limit) {
    public Probe {
        arguments = List.copyOf(arguments);
    }
}
