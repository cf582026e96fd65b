package io.kubeferry.bundler.lock;

import io.kubeferry.bundler.local.KubeadmProgram;
import io.kubeferry.bundler.source.Downloads;
import io.kubeferry.bundler.source.Sink;
import io.kubeferry.manifests.bundle.CarriedFile;
import io.kubeferry.manifests.bundle.KubernetesComponent;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.image.ImageReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Asks a release's own kubeadm which images it takes: for releases that are newer than the catalogue. */
final class KubeadmImages {
    private static final Set<String> DEFAULT_REPOSITORIES = Set.of("k8s.gcr.io", "registry.k8s.io");

    private final Downloads downloads;

    KubeadmImages(Downloads downloads) {
        this.downloads = downloads;
    }

    /**
     * The release with the images that its kubeadm lists.
     *
     * @param derived with the images that the rules of its minor give
     * @param kubeadm the release's, for this machine; it is fetched, checked and run in a folder of its own
     * @throws IOException with the reason where it cannot be run, or lists other than the known parts
     * @throws Failure where it cannot be fetched
     */
    KubernetesComponent of(KubernetesComponent derived, WantedFile kubeadm) throws IOException {
        CarriedFile file = new FileResolver(downloads).resolve(kubeadm);
        Path scratch = Files.createTempDirectory("kubeferry-kubeadm");
        try {
            Path binary = scratch.resolve("kubeadm");
            fetch(file, binary);
            Files.setPosixFilePermissions(binary, PosixFilePermissions.fromString("rwx------"));
            Optional<String> repository =
                    Optional.of(derived.imageRepository()).filter(given -> !DEFAULT_REPOSITORIES.contains(given));
            return parsed(new KubeadmProgram(binary, scratch).images(derived.version(), repository), derived);
        } finally {
            delete(scratch);
        }
    }

    private void fetch(CarriedFile file, Path binary) throws IOException {
        Digest found;
        try (FileChannel out = FileChannel.open(binary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            FileSink sink = new FileSink(out, Digest.sha256());
            downloads.copy(URI.create(file.origin()), file.digest(), file.size(), sink);
            found = Digest.of(sink.sha256);
        }
        if (!found.equals(file.digest())) {
            throw Failure.of(
                    ExitCode.SOURCE_UNAVAILABLE,
                    file.origin(),
                    "its content has the digest " + found + ", promised was " + file.digest(),
                    "check the mirror that the spec names for this host");
        }
    }

    private static KubernetesComponent parsed(List<String> lines, KubernetesComponent derived) throws IOException {
        Map<String, ImageReference> images = new TreeMap<>();
        for (String line : lines) {
            ImageReference image = reference(line.strip());
            String repository = image.repository();
            images.put(repository.substring(repository.lastIndexOf('/') + 1), image);
        }
        if (!images.keySet().containsAll(derived.images().keySet())) {
            throw new IOException("it lists " + images.keySet() + ", wanted are "
                    + derived.images().keySet());
        }
        String apiServer = images.get("kube-apiserver").name();
        return Request.withImages(derived, apiServer.substring(0, apiServer.lastIndexOf('/')), images);
    }

    private static ImageReference reference(String line) throws IOException {
        try {
            return ImageReference.parse(line);
        } catch (IllegalArgumentException e) {
            throw new IOException("it lists '" + line + "', which is no image", e);
        }
    }

    private static void delete(Path scratch) throws IOException {
        try (Stream<Path> files = Files.list(scratch)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(scratch);
    }

    private static final class FileSink implements Sink {
        private final FileChannel out;
        private final MessageDigest sha256;
        private long received;

        FileSink(FileChannel out, MessageDigest sha256) {
            this.out = out;
            this.sha256 = sha256;
        }

        @Override
        public long received() {
            return received;
        }

        @Override
        public void restart() {
            try {
                out.truncate(0);
            } catch (IOException e) {
                throw new UncheckedIOException("the temporary folder", e);
            }
            sha256.reset();
            received = 0;
        }

        @Override
        public void write(byte[] buffer, int length) {
            try {
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, length);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the temporary folder", e);
            }
            sha256.update(buffer, 0, length);
            received += length;
        }
    }
}
