package io.kubeferry.bundler.source;

import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.image.ManifestDocument;

/**
 * A manifest or index as a registry served it.
 *
 * @param bytes exactly the body of the answer
 */
public record ServedManifest(byte[] bytes, Digest digest, ManifestDocument document) {}
