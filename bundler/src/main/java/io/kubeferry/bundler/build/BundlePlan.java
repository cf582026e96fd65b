package io.kubeferry.bundler.build;

import io.kubeferry.manifests.bundle.BundleEntry;
import io.kubeferry.manifests.bundle.BundleLayout;
import io.kubeferry.manifests.bundle.BundleManifest;
import io.kubeferry.manifests.bundle.BundleManifestJson;
import io.kubeferry.manifests.bundle.TarLayout;
import io.kubeferry.manifests.content.Digest;
import java.util.List;
import java.util.stream.Stream;

/**
 * A bundle before it has any content: what its manifest says, and where each entry's bytes come from.
 *
 * @param parts README.txt first, then the others in the order of the tar; without bundle.json and its signatures
 */
public record BundlePlan(BundleManifest manifest, List<Part> parts) {
    public BundlePlan {
        parts = List.copyOf(parts);
    }

    /** The digest of bundle.json, by which a bundle is known. */
    public Digest manifestDigest() {
        return Digest.of(BundleManifestJson.write(manifest));
    }

    /** The size of the bundle's file in bytes. */
    public long size() {
        byte[] json = BundleManifestJson.write(manifest);
        Stream<BundleEntry> head = Stream.of(
                BundleEntry.of(BundleLayout.MANIFEST, json),
                // Signatures differ by a byte or two in length, but always fill one block.
                BundleEntry.of(BundleLayout.SIGNATURE, new byte[1]),
                BundleEntry.of(BundleLayout.SIGSTORE_BUNDLE, new byte[1]));
        return TarLayout.of(Stream.concat(head, parts.stream().map(Part::entry)).toList())
                .size();
    }

    /** Bytes of all entries but bundle.json and its signatures. */
    public long contentBytes() {
        return parts.stream().mapToLong(part -> part.entry().size()).sum();
    }

    /** Bytes that are fetched over the network. */
    public long remoteBytes() {
        return parts.stream()
                .filter(Part::isRemote)
                .mapToLong(part -> part.entry().size())
                .sum();
    }

    /** Bytes that are fetched over the network still: what is cached is not, nor what an earlier run has left. */
    public long bytesToFetch(Cached cached, Leftovers left) {
        return parts.stream()
                .filter(Part::isRemote)
                .map(Part::entry)
                .filter(entry -> !cached.has(entry.digest(), entry.size()))
                .mapToLong(entry -> Math.max(0, entry.size() - left.of(entry.path())))
                .sum();
    }

    /** Bytes that this machine gives. */
    public long localBytes() {
        return contentBytes() - remoteBytes();
    }
}
