package io.kubeferry.bundler.build;

import io.kubeferry.manifests.bundle.BundleEntry;

/**
 * One entry of the bundle and the way to its bytes.
 *
 * @param entry path, size and digest: known before the first byte is there
 */
record Part(BundleEntry entry, Content content) {
    static Part inline(String path, byte[] bytes) {
        return new Part(BundleEntry.of(path, bytes), new Content.Inline(bytes));
    }

    /** Whether its bytes are fetched from elsewhere. */
    boolean isRemote() {
        return !(content instanceof Content.Inline || content instanceof Content.Local);
    }

    /** What a person knows it by. */
    String title() {
        if (content instanceof Content.Manifest manifest) {
            return manifest.image() + " (manifest " + manifest.digest().brief() + ")";
        }
        if (content instanceof Content.Blob blob) {
            return blob.image() + " (blob " + blob.blob().digest().brief() + ")";
        }
        if (content instanceof Content.Download download) {
            return download.url().toString();
        }
        return content instanceof Content.Local local ? local.file().toString() : entry.path();
    }
}
