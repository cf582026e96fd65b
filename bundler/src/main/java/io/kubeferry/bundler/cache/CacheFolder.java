package io.kubeferry.bundler.cache;

import io.kubeferry.manifests.content.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the parts of a cache lie: {@code sha256/<first two digits>/<digest>}, and {@code new/} for what is being written.
 *
 * @param path of the whole cache
 */
record CacheFolder(Path path) {
    /** Tells backup programs to leave the folder out (the Cache Directory Tagging convention). */
    private static final String TAG =
            "Signature: 8a477f597d28d172789f06886806bc55\n# Contents of bundles, kept by bundler.\n";

    static CacheFolder make(Path path) throws IOException {
        CacheFolder folder = new CacheFolder(path);
        Files.createDirectories(folder.entries());
        Files.createDirectories(folder.unfinished());
        Path tag = path.resolve("CACHEDIR.TAG");
        if (Files.notExists(tag)) {
            Files.writeString(tag, TAG, StandardCharsets.US_ASCII);
        }
        return folder;
    }

    Path entries() {
        return path.resolve("sha256");
    }

    Path unfinished() {
        return path.resolve("new");
    }

    Path entry(Digest digest) {
        return entries().resolve(digest.hex().substring(0, 2)).resolve(digest.hex());
    }

    /** A new, empty file that becomes an entry. */
    Path fresh() throws IOException {
        return Files.createTempFile(unfinished(), "", "");
    }

    /** All plain files below one of the two folders. */
    static List<Path> filesIn(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(Files::isRegularFile).toList();
        }
    }
}
