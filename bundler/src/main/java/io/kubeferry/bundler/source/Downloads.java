package io.kubeferry.bundler.source;

import java.net.URI;

/** Files on the web. Every method throws a Failure (source unavailable) that names the URL, once retries are used up. */
public interface Downloads {
    /** The file's size in bytes, as its server says. */
    long size(URI url);

    /** A small file. */
    byte[] read(URI url, int limit);

    /** Streams a file of a known size from {@code sink.received()} on to its end; the digest is the caller's to check. */
    void copy(URI url, long size, Sink sink);
}
