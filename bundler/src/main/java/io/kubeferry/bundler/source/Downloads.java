package io.kubeferry.bundler.source;

import io.kubeferry.manifests.content.Digest;
import java.net.URI;

/**
 * Files on the web. Every method throws a Failure (source unavailable) that names the URL, once retries are used up. Those
 * that are told the digest need not ask the web where the content is at hand; what they bring may still be another.
 */
public interface Downloads {
    /** The file's size in bytes, as its server says. */
    long size(URI url);

    /** The size of the file of this digest. */
    default long size(URI url, Digest digest) {
        return size(url);
    }

    /** A small file. */
    byte[] read(URI url, int limit);

    /** A small file that should have this digest. */
    default byte[] read(URI url, Digest digest, int limit) {
        return read(url, limit);
    }

    /**
     * Streams a file of a known size from {@code sink.received()} on to its end; where it changes meanwhile, from its beginning
     * again. The digest is the caller's to check.
     */
    void copy(URI url, long size, Sink sink);

    /** The same of a file that should have this digest. */
    default void copy(URI url, Digest digest, long size, Sink sink) {
        copy(url, size, sink);
    }
}
