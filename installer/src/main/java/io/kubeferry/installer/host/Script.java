package io.kubeferry.installer.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The shell scripts that every machine runs; resources of this package. */
enum Script {
    PLACE("place.sh"),
    RECORD("record.sh"),
    DETACHED("detached.sh"),
    UNIT("unit.sh");

    private final String resource;

    Script(String resource) {
        this.resource = resource;
    }

    String text() {
        try (InputStream in = Script.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + resource, e);
        }
    }

    /**
     * How it is run with its standard input free for content. (Read from standard input, as probes are, a shell may take
     * more of it than the script.)
     */
    List<String> command(String... arguments) {
        List<String> argv = new ArrayList<>(List.of("sh", "-c", text(), resource));
        argv.addAll(List.of(arguments));
        return argv;
    }
}
