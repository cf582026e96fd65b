package io.kubeferry.bundler.local;

import io.kubeferry.manifests.bundle.BundleEntry;
import io.kubeferry.manifests.content.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder's files as they go into the bundle: sorted by path, links replaced by what they point to, and with no other
 * mode than 0644 and 0755, so that nothing of this machine shows.
 */
public record LocalTree(List<LocalFile> files) {
    private static final int BUFFER = 64 << 10;

    public LocalTree {
        files = List.copyOf(files);
    }

    /**
     * Reads a folder; every file is hashed.
     *
     * @param prefix path in the bundle, with a '/' at the end
     */
    static LocalTree of(Path folder, String prefix) throws IOException {
        List<Path> paths;
        // Links are followed: a JDK's legal/ is full of them. A circle ends in an exception of its own.
        try (Stream<Path> walk = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            paths = walk.filter(Files::isRegularFile).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        List<LocalFile> files = new ArrayList<>();
        for (Path path : paths) {
            String name = prefix + folder.relativize(path).toString().replace('\\', '/');
            int mode = Files.isExecutable(path) && hasExecuteBit(path) ? BundleEntry.EXECUTABLE : BundleEntry.PLAIN;
            files.add(new LocalFile(new BundleEntry(name, Files.size(path), hash(path), mode), path));
        }
        files.sort((one, other) -> one.entry().path().compareTo(other.entry().path()));
        return new LocalTree(files);
    }

    /** Root may execute nothing without a bit, but {@code isExecutable} is about access, so both are asked. */
    private static boolean hasExecuteBit(Path path) throws IOException {
        return Files.getPosixFilePermissions(path).stream()
                .anyMatch(permission -> permission.name().endsWith("_EXECUTE"));
    }

    private static Digest hash(Path path) throws IOException {
        MessageDigest sha256 = Digest.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(path), sha256)) {
            byte[] buffer = new byte[BUFFER];
            while (in.read(buffer) >= 0) {
                continue; // Only the digest matters.
            }
        }
        return Digest.of(sha256);
    }

    /** One digest for the whole: over mode, digest and path of every file. */
    public Digest digest() {
        StringBuilder lines = new StringBuilder();
        for (LocalFile file : files) {
            lines.append(Integer.toOctalString(file.entry().mode()))
                    .append(' ')
                    .append(file.entry().digest().hex())
                    .append(' ')
                    .append(file.entry().path())
                    .append('\n');
        }
        return Digest.of(lines.toString().getBytes(StandardCharsets.UTF_8));
    }
}
