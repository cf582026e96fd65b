package io.kubeferry.bundler.build;

import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.image.Descriptor;
import io.kubeferry.manifests.image.ImageReference;
import java.net.URI;
import java.nio.file.Path;

/** Where the bytes of an entry come from. */
sealed interface Content {
    /** Bytes at hand. */
    record Inline(byte[] bytes) implements Content {}

    /** A file of this machine. */
    record Local(Path file) implements Content {}

    /** An index or manifest of an image's repository. */
    record Manifest(ImageReference image, Digest digest) implements Content {}

    /** A configuration or layer of an image's repository. */
    record Blob(ImageReference image, Descriptor blob) implements Content {}

    /** A file on the web. */
    record Download(URI url) implements Content {}
}
