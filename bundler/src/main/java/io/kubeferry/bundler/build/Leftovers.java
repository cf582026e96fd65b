package io.kubeferry.bundler.build;

import java.util.Map;

/**
 * What an earlier run has left of a bundle.
 *
 * @param received path of an entry to how many of its bytes are there, as the journal says
 */
public record Leftovers(Map<String, Long> received) {
    public Leftovers {
        received = Map.copyOf(received);
    }

    static Leftovers none() {
        return new Leftovers(Map.of());
    }

    /** All of them, in bytes. */
    public long bytes() {
        return received.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many bytes of an entry are there. */
    long of(String path) {
        return received.getOrDefault(path, 0L);
    }
}
