package io.kubeferry.installer.registry;

import io.kubeferry.manifests.bundle.BundleManifest;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.failure.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** Reads a registry's whole storage and compares it with what a signed bundle says should be there. */
public final class RegistryCheck {
    private static final int BUFFER = 1 << 20;
    private static final String NEXT = "run 'registry seed' again";

    private final RegistryStorage storage;
    private final Path folder;

    public RegistryCheck(BundleManifest bundle, Path folder) {
        this.storage = RegistryStorage.of(bundle);
        this.folder = folder;
    }

    /**
     * Everything of the bundle's images that is missing or is not what was signed.
     *
     * @param progress is told bytes as they are read, from several threads
     */
    public List<Problem> problems(LongConsumer progress) {
        Stream<Optional<Problem>> blobs = storage.blobs().entrySet().parallelStream()
                .map(each -> problemWithBlob(each.getKey(), each.getValue(), progress));
        Stream<Optional<Problem>> links =
                storage.links().entrySet().stream().map(each -> problemWithLink(each.getKey(), each.getValue()));
        return Stream.concat(blobs, links).flatMap(Optional::stream).toList();
    }

    /** How many bytes {@link #problems} reads where everything is there. */
    public long size() {
        return storage.blobs().values().stream().mapToLong(storage::size).sum();
    }

    private Optional<Problem> problemWithBlob(String path, Digest digest, LongConsumer progress) {
        Path file = folder.resolve(path);
        try {
            if (!Files.isRegularFile(file)) {
                return problem(file, "is missing", NEXT);
            }
            if (Files.size(file) != storage.size(digest)) {
                return problem(
                        file,
                        "has " + Files.size(file) + " bytes, signed were " + storage.size(digest),
                        "remove it, then " + NEXT);
            }
            Digest found = digestOf(file, progress);
            return found.equals(digest)
                    ? Optional.empty()
                    : problem(file, "has the digest " + found, "remove it, then " + NEXT);
        } catch (IOException e) {
            return problem(file, "cannot be read: " + e.getMessage(), "check the disk");
        }
    }

    private static Digest digestOf(Path file, LongConsumer progress) throws IOException {
        MessageDigest sha256 = Digest.sha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                sha256.update(buffer, 0, count);
                progress.accept(count);
            }
        }
        return Digest.of(sha256);
    }

    private Optional<Problem> problemWithLink(String path, Digest digest) {
        Path file = folder.resolve(path);
        try {
            if (!Files.isRegularFile(file)) {
                return problem(file, "is missing", NEXT);
            }
            return Files.readString(file).equals(digest.toString())
                    ? Optional.empty()
                    : problem(file, "does not point to " + digest, NEXT);
        } catch (IOException e) {
            return problem(file, "cannot be read: " + e.getMessage(), "check the disk");
        }
    }

    private static Optional<Problem> problem(Path file, String what, String next) {
        return Optional.of(new Problem(file.toString(), what, next));
    }
}
