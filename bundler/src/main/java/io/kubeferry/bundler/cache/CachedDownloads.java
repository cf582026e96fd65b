package io.kubeferry.bundler.cache;

import io.kubeferry.bundler.source.Downloads;
import io.kubeferry.bundler.source.Sink;
import io.kubeferry.manifests.content.Digest;
import java.net.URI;

/** Files that are not asked for where their digest is known and the content is there already. */
public final class CachedDownloads implements Downloads {
    private final Downloads web;
    private final ContentCache cache;

    public CachedDownloads(Downloads web, ContentCache cache) {
        this.web = web;
        this.cache = cache;
    }

    @Override
    public long size(URI url) {
        return web.size(url);
    }

    @Override
    public long size(URI url, Digest digest) {
        return cache.sizeOf(digest).orElseGet(() -> web.size(url));
    }

    @Override
    public byte[] read(URI url, int limit) {
        return web.read(url, limit);
    }

    @Override
    public byte[] read(URI url, Digest digest, int limit) {
        return cache.read(digest, limit).orElseGet(() -> {
            byte[] bytes = web.read(url, limit);
            cache.add(bytes);
            return bytes;
        });
    }

    @Override
    public void copy(URI url, long size, Sink sink) {
        web.copy(url, size, sink);
    }

    @Override
    public void copy(URI url, Digest digest, long size, Sink sink) {
        if (!cache.copyTo(digest, size, sink)) {
            web.copy(url, size, sink);
        }
    }
}
