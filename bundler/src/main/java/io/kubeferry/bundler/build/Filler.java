package io.kubeferry.bundler.build;

import io.kubeferry.bundler.progress.Progress;
import io.kubeferry.bundler.source.Downloads;
import io.kubeferry.bundler.source.Images;
import io.kubeferry.bundler.source.ServedManifest;
import io.kubeferry.manifests.bundle.TarLayout;
import io.kubeferry.manifests.bundle.TarLayout.Place;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.failure.Problem;
import io.kubeferry.manifests.image.ImageReference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Brings every entry's bytes to their place, several at once, each checked before it counts. */
final class Filler {
    private static final int BUFFER = 256 << 10;

    private final Images images;
    private final Downloads downloads;
    private final Progress progress;
    private final int connections;
    private final AtomicBoolean stopped = new AtomicBoolean();

    Filler(Images images, Downloads downloads, Progress progress, int connections) {
        this.images = images;
        this.downloads = downloads;
        this.progress = progress;
        this.connections = connections;
    }

    /** Fills all parts, or fails with the problems of those that failed first. */
    void fill(List<Part> parts, TarLayout layout, PartialFile file, Journal journal) {
        Map<String, Place> places = layout.places().stream()
                .collect(Collectors.toMap(place -> place.entry().path(), Function.identity()));
        // The largest first: none of them is left to run alone at the end.
        List<Part> ordered = parts.stream()
                .sorted(Comparator.comparingLong((Part part) -> -part.entry().size()))
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (Part part : ordered) {
                EntrySink sink = new EntrySink(file, places.get(part.entry().path()), journal, progress, stopped::get);
                running.add(threads.submit(() -> fillOrStop(part, sink)));
            }
            await(running);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(ExitCode.INTERRUPTED, "", "interrupted", "run the same command again", e);
        } finally {
            stopped.set(true);
            threads.shutdownNow();
        }
    }

    private void await(List<Future<?>> running) throws InterruptedException {
        List<Problem> problems = new ArrayList<>();
        ExitCode exitCode = ExitCode.DONE;
        for (Future<?> each : running) {
            try {
                each.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Failure failure) {
                    problems.addAll(failure.problems());
                    exitCode = failure.exitCode();
                } else if (!(e.getCause() instanceof EntrySink.Stopped)) {
                    throw new IllegalStateException("an entry failed in a way that is a bug", e.getCause());
                }
            }
        }
        if (!problems.isEmpty()) {
            throw Failure.of(exitCode, problems);
        }
    }

    private void fillOrStop(Part part, EntrySink sink) {
        if (stopped.get()) {
            throw new EntrySink.Stopped();
        }
        boolean done = false;
        try {
            fill(part, sink);
            done = true;
        } finally {
            if (!done) {
                stopped.set(true);
            }
        }
    }

    private void fill(Part part, EntrySink sink) {
        sink.resume();
        // What an earlier run left may be wrong, and a source may slip once: the second time from the beginning.
        for (int attempt = 1; attempt <= 2; attempt++) {
            bring(part, sink);
            if (sink.isSound()) {
                return;
            }
            Digest found = sink.currentDigest();
            sink.restart();
            if (attempt == 2) {
                throw unsound(part, found);
            }
        }
    }

    private void bring(Part part, EntrySink sink) {
        if (sink.isFull()) {
            return;
        }
        if (part.content() instanceof Content.Inline inline) {
            writeFrom(sink, inline.bytes());
        } else if (part.content() instanceof Content.Local local) {
            copy(local, sink);
        } else if (part.content() instanceof Content.Manifest manifest) {
            ImageReference image = manifest.image();
            ServedManifest served = images.manifest(new ImageReference(
                    image.registry(), image.repository(), image.tag(), Optional.of(manifest.digest())));
            writeFrom(sink, served.bytes());
        } else if (part.content() instanceof Content.Blob blob) {
            images.copyBlob(blob.image(), blob.blob(), sink);
        } else if (part.content() instanceof Content.Download download) {
            downloads.copy(download.url(), part.entry().size(), sink);
        }
    }

    private static void writeFrom(EntrySink sink, byte[] bytes) {
        int rest = bytes.length - (int) sink.received();
        byte[] tail = new byte[Math.max(rest, 0)];
        System.arraycopy(bytes, bytes.length - tail.length, tail, 0, tail.length);
        sink.write(tail, tail.length);
    }

    private static void copy(Content.Local local, EntrySink sink) {
        try (InputStream in = Files.newInputStream(local.file())) {
            in.skipNBytes(sink.received());
            byte[] buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0 && !sink.isFull(); count = in.read(buffer)) {
                sink.write(buffer, count);
            }
        } catch (IOException e) {
            throw Failure.of(
                    ExitCode.ACTION_FAILED,
                    local.file().toString(),
                    "cannot be read: " + e.getMessage(),
                    "install the bundler anew, then run the same command again",
                    e);
        }
    }

    private static Failure unsound(Part part, Digest found) {
        String where = part.entry().path();
        String next = "the source serves other bytes than were promised: check the mirror, or resolve again with"
                + " 'bundler lock'; nothing of it went into a bundle";
        if (part.content() instanceof Content.Blob blob) {
            where = blob.image() + " (blob " + blob.blob().digest().brief() + ")";
        } else if (part.content() instanceof Content.Download download) {
            where = download.url().toString();
        } else if (part.content() instanceof Content.Local local) {
            where = local.file().toString();
            next =
                    "the file is not what the lock says: it changed since. Run the same command again without --locked, or"
                            + " take the change back";
        }
        return Failure.of(
                part.content() instanceof Content.Local ? ExitCode.ACTION_FAILED : ExitCode.SOURCE_UNAVAILABLE,
                where,
                "its content has the digest " + found + ", promised was "
                        + part.entry().digest(),
                next);
    }
}
