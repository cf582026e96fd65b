package io.kubeferry.manifests.bundle;

import io.kubeferry.manifests.content.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Hashes what is read from it, beside the reader where the executor has a thread of its own: an array is hashed after it was
 * handed out, and is waited for when it is given to be read into again. A reader that takes two arrays in turn so reads
 * and writes while the other one is hashed. Whoever alters an array that was read into spoils the digest, and with it the
 * entry.
 */
final class HashedContent extends InputStream {
    private final InputStream content;
    private final Executor executor;
    private final MessageDigest digest = Digest.sha256();
    private final Map<byte[], CompletableFuture<Void>> inUse = new IdentityHashMap<>();

    /**
     * One content.
     *
     * @param executor runs one thing after the other, in the order in which they are given
     */
    HashedContent(InputStream content, Executor executor) {
        this.content = content;
        this.executor = executor;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] array, int offset, int length) throws IOException {
        CompletableFuture<Void> before = inUse.remove(array);
        if (before != null) {
            before.join();
        }
        int count = content.read(array, offset, length);
        if (count > 0) {
            inUse.put(array, CompletableFuture.runAsync(() -> digest.update(array, offset, count), executor));
        }
        return count;
    }

    /** The digest of what was read. */
    Digest digest() {
        inUse.values().forEach(CompletableFuture::join);
        return Digest.of(digest);
    }

    @Override
    public void close() throws IOException {
        inUse.values().forEach(CompletableFuture::join);
        content.close();
    }
}
