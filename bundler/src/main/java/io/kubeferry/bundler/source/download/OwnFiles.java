package io.kubeferry.bundler.source.download;

import io.kubeferry.bundler.source.Downloads;
import io.kubeferry.bundler.source.Sink;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the author's own, {@code file:path} relative to the spec's folder, beside those on the web. */
public final class OwnFiles implements Downloads {
    private static final int BUFFER = 1 << 16;

    private final Path folder;
    private final Downloads web;

    public OwnFiles(Path folder, Downloads web) {
        this.folder = folder;
        this.web = web;
    }

    @Override
    public long size(URI url) {
        return isOwn(url) ? size(path(url)) : web.size(url);
    }

    @Override
    public long size(URI url, Digest digest) {
        return isOwn(url) ? size(path(url)) : web.size(url, digest);
    }

    @Override
    public byte[] read(URI url, Digest digest, int limit) {
        return isOwn(url) ? read(path(url), limit) : web.read(url, digest, limit);
    }

    @Override
    public void copy(URI url, Digest digest, long size, Sink sink) {
        if (isOwn(url)) {
            copy(url, size, sink);
        } else {
            web.copy(url, digest, size, sink);
        }
    }

    @Override
    public byte[] read(URI url, int limit) {
        return isOwn(url) ? read(path(url), limit) : web.read(url, limit);
    }

    @Override
    public void copy(URI url, long size, Sink sink) {
        if (!isOwn(url)) {
            web.copy(url, size, sink);
            return;
        }
        Path file = path(url);
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(sink.received());
            byte[] buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                sink.write(buffer, count);
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static boolean isOwn(URI url) {
        return "file".equals(url.getScheme());
    }

    private Path path(URI url) {
        return folder.resolve(url.getSchemeSpecificPart());
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** A small file of this machine. */
    public static byte[] read(Path file, int limit) {
        long size = size(file);
        if (size > limit) {
            throw Failure.of(
                    ExitCode.INVALID_INPUT,
                    file.toString(),
                    "has " + size + " bytes, the limit is " + limit,
                    "check that it is what it should be, or split it");
        }
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static Failure unreadable(Path file, IOException cause) {
        return Failure.of(
                ExitCode.INVALID_INPUT,
                file.toString(),
                "cannot be read: " + cause.getMessage(),
                "check that it is there, and its permissions",
                cause);
    }
}
