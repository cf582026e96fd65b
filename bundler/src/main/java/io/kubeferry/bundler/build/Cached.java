package io.kubeferry.bundler.build;

import io.kubeferry.manifests.content.Digest;

/** Whether contents are on this machine already. */
@FunctionalInterface
public interface Cached {
    /** Whether a blob of this size need not be fetched. */
    boolean has(Digest digest, long size);

    /** Where there is no cache. */
    static Cached nothing() {
        return (digest, size) -> false;
    }
}
