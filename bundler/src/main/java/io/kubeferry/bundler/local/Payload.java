package io.kubeferry.bundler.local;

import java.util.List;

/**
 * What of this machine goes along.
 *
 * @param installer launcher and jars, below {@code installer/}
 * @param runtimes one for each platform
 */
public record Payload(LocalTree installer, List<CarriedJava> runtimes) {
    public Payload {
        runtimes = List.copyOf(runtimes);
    }
}
