package io.kubeferry.installer.plan;

import io.kubeferry.manifests.content.Digest;
import java.nio.charset.StandardCharsets;

/** Where a file's bytes come from. */
public sealed interface FileContent {
    /** A text; it may hold {@link Placeholder} marks. */
    record Text(String text) implements FileContent {
        /** The digest of a text without placeholders, to be compared with what a node has. */
        public Digest digest() {
            return Digest.of(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A blob of the bundle as it is. */
    record Blob(Digest digest, long size) implements FileContent {}

    /**
     * One member of an archive (tar, gzipped tar) that is a blob of the bundle.
     *
     * @param archive the blob
     * @param member its name in the archive, without a leading {@code ./}
     * @param digest of the member's content
     * @param size of the member's content in bytes
     */
    record ArchiveMember(Digest archive, String member, Digest digest, long size) implements FileContent {}

    /**
     * The certificate or key that the site's own authority issues for a node's registry.
     *
     * @param kind {@code ca}, {@code certificate} or {@code key}
     * @param node whose it is; empty for the authority's certificate
     * @param address the node's address, a subject alternative name
     */
    record SiteCertificate(String kind, String node, String address) implements FileContent {}
}
