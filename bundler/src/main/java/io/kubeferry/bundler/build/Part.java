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
}
