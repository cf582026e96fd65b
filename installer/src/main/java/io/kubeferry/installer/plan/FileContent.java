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

        /** Without the text: it may be a key. */
        @Override
        public String toString() {
            return "Text[" + text.length() + " characters]";
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
     * The certificate or key that one of the site's own authorities issues. A certificate and its key are one pair where
     * authority and holder are the same; they are placed together.
     *
     * @param authority whose it is to issue it
     * @param kind {@code ca}, {@code certificate} or {@code key}
     * @param node the holder's name; empty for the authority's own
     * @param address the holder's address, a subject alternative name; empty for a client that is no machine
     */
    record SiteCertificate(Authority authority, String kind, String node, String address) implements FileContent {
        /** Of the authority that vouches for the site's registries. */
        public SiteCertificate(String kind, String node, String address) {
            this(Authority.SITE, kind, node, address);
        }
    }

    /** The site's own authorities. */
    enum Authority {
        /** Vouches for the site's registries. */
        SITE,
        /** Vouches for the members and clients of an etcd that the installer sets up. */
        ETCD
    }
}
