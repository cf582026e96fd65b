package io.kubeferry.bundler.source.download;

import io.kubeferry.bundler.source.Downloads;
import io.kubeferry.bundler.source.Sink;
import io.kubeferry.manifests.content.Digest;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Downloads that keep the small files of this run: a manifest is resolved and proven from the same bytes. */
public final class ReadOnce implements Downloads {
    private final Downloads downloads;
    private final Map<URI, byte[]> read = new ConcurrentHashMap<>();

    public ReadOnce(Downloads downloads) {
        this.downloads = downloads;
    }

    @Override
    public long size(URI url) {
        return downloads.size(url);
    }

    @Override
    public long size(URI url, Digest digest) {
        return downloads.size(url, digest);
    }

    @Override
    public byte[] read(URI url, Digest digest, int limit) {
        byte[] known = read.get(url);
        if (known == null || known.length > limit) {
            known = downloads.read(url, digest, limit);
            read.put(url, known);
        }
        return known.clone();
    }

    @Override
    public byte[] read(URI url, int limit) {
        byte[] known = read.get(url);
        if (known == null || known.length > limit) {
            known = downloads.read(url, limit);
            read.put(url, known);
        }
        return known.clone();
    }

    @Override
    public void copy(URI url, long size, Sink sink) {
        downloads.copy(url, size, sink);
    }

    @Override
    public void copy(URI url, Digest digest, long size, Sink sink) {
        downloads.copy(url, digest, size, sink);
    }
}
