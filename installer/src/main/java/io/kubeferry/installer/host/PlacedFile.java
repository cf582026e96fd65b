package io.kubeferry.installer.host;

import io.kubeferry.manifests.content.Digest;
import java.io.IOException;
import java.io.InputStream;

/**
 * A file to be put on a machine.
 *
 * @param path absolute
 * @param mode permission bits, owner root
 * @param size bytes
 * @param digest of the content; the machine itself checks it before the file gets its name
 */
public record PlacedFile(String path, int mode, long size, Digest digest, Source source) {
    /** Opens the content; may be called more than once. */
    @FunctionalInterface
    public interface Source {
        InputStream open() throws IOException;
    }
}
