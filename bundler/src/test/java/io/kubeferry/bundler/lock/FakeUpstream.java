package io.kubeferry.bundler.lock;

import io.kubeferry.bundler.source.Downloads;
import io.kubeferry.bundler.source.Images;
import io.kubeferry.bundler.source.ServedManifest;
import io.kubeferry.bundler.source.Sink;
import io.kubeferry.bundler.source.retry.Refusal;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.image.Descriptor;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.image.ManifestDocument;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Registries and download hosts in memory. */
public final class FakeUpstream implements Images, Downloads {
    private static final int CHUNK = 50_000;

    private final Map<String, byte[]> manifests = new ConcurrentHashMap<>();
    private final Map<Digest, byte[]> blobs = new ConcurrentHashMap<>();
    private final Map<URI, byte[]> files = new ConcurrentHashMap<>();
    private final AtomicLong served = new AtomicLong();
    private volatile long failAfter = Long.MAX_VALUE;

    /** Serves a manifest under a reference, and under its digest. */
    public Digest manifest(String reference, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        ImageReference image = ImageReference.parse(reference);
        manifests.put(image.name() + " " + image.target(), bytes);
        manifests.put(image.name() + " " + Digest.of(bytes), bytes);
        return Digest.of(bytes);
    }

    public Digest blob(byte[] bytes) {
        blobs.put(Digest.of(bytes), bytes);
        return Digest.of(bytes);
    }

    /** Serves other bytes than the digest promises. */
    public void spoil(Digest digest, byte[] bytes) {
        blobs.put(digest, bytes);
    }

    public Digest file(URI url, byte[] bytes) {
        files.put(url, bytes);
        return Digest.of(bytes);
    }

    /** Fails once this many bytes of content are served. */
    public void failAfter(long bytes) {
        failAfter = bytes;
        served.set(0);
    }

    /** Bytes of content that were served since the last call of {@link #failAfter}. */
    public long served() {
        return served.get();
    }

    @Override
    public ServedManifest manifest(ImageReference reference) {
        byte[] bytes = manifests.get(reference.name() + " " + reference.target());
        if (bytes == null) {
            throw absent(reference.toString());
        }
        return new ServedManifest(bytes, Digest.of(bytes), ManifestDocument.parse(bytes));
    }

    @Override
    public byte[] smallBlob(ImageReference image, Descriptor blob) {
        return blobs.get(blob.digest());
    }

    @Override
    public void copyBlob(ImageReference image, Descriptor blob, Sink sink) {
        serve(blobs.get(blob.digest()), sink);
    }

    @Override
    public long size(URI url) {
        return require(url).length;
    }

    @Override
    public byte[] read(URI url, int limit) {
        return require(url);
    }

    @Override
    public void copy(URI url, long size, Sink sink) {
        serve(require(url), sink);
    }

    private byte[] require(URI url) {
        if (!files.containsKey(url)) {
            throw absent(url.toString());
        }
        return files.get(url);
    }

    private void serve(byte[] content, Sink sink) {
        while (sink.received() < content.length) {
            int start = (int) sink.received();
            byte[] chunk = java.util.Arrays.copyOfRange(content, start, Math.min(start + CHUNK, content.length));
            if (served.addAndGet(chunk.length) > failAfter) {
                throw Failure.of(ExitCode.SOURCE_UNAVAILABLE, "the world", "went away", "try again");
            }
            sink.write(chunk, chunk.length);
        }
    }

    private static Failure absent(String what) {
        return Failure.of(
                ExitCode.SOURCE_UNAVAILABLE,
                what,
                "answered 404",
                "check the name",
                Refusal.ofAbsence("answered 404", "check the name"));
    }
}
