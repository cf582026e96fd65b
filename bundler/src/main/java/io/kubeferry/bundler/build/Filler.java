package io.kubeferry.bundler.build;

import io.kubeferry.bundler.cache.ContentCache;
import io.kubeferry.bundler.progress.Origin;
import io.kubeferry.bundler.progress.Progress;
import io.kubeferry.manifests.bundle.TarLayout;
import io.kubeferry.manifests.bundle.TarLayout.Place;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.failure.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Brings every entry's bytes to their place, several at once, each checked before it counts. */
final class Filler {
    private final PartSource source;
    private final ContentCache cache;
    private final Progress progress;
    private final int connections;
    private final AtomicBoolean stopped = new AtomicBoolean();

    Filler(PartSource source, ContentCache cache, Progress progress, int connections) {
        this.source = source;
        this.cache = cache;
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
        boolean remote = part.isRemote();
        if (remote) {
            progress.started(part.title(), part.entry().size());
        }
        Origin origin = sink.isFull() ? Origin.EARLIER_RUN : Origin.UPSTREAM;
        if (remote && !sink.isFull() && takeFromCache(part, sink)) {
            origin = Origin.CACHE;
        } else {
            fetch(part, sink);
        }
        if (remote) {
            cache.add(part.entry().digest(), part.entry().size(), sink::copyTo);
            progress.finished(part.title(), part.entry().size(), origin);
        }
    }

    /** True where the entry is there now, and sound. */
    private boolean takeFromCache(Part part, EntrySink sink) {
        if (!cache.copyTo(part.entry().digest(), part.entry().size(), sink)) {
            return false;
        }
        if (sink.isSound()) {
            return true;
        }
        cache.discardIfDamaged(part.entry().digest());
        sink.restart();
        return false;
    }

    private void fetch(Part part, EntrySink sink) {
        // What an earlier run left may be wrong, and a source may slip once: the second time from the beginning.
        for (int attempt = 1; attempt <= 2; attempt++) {
            if (!sink.isFull()) {
                source.bring(part, sink);
            }
            if (sink.isSound()) {
                return;
            }
            Digest found = sink.currentDigest();
            sink.restart();
            if (attempt == 2) {
                throw unsound(part, found);
            }
            progress.note(
                    part.title() + ": its bytes are not those that were promised (it changed while it was fetched, or"
                            + " was damaged on the way): fetched again from the start");
        }
    }

    private static Failure unsound(Part part, Digest found) {
        String next = "the source serves other bytes than were promised: check the mirror, or resolve again with"
                + " 'bundler lock'; nothing of it went into a bundle";
        if (part.content() instanceof Content.Local) {
            next =
                    "the file is not what the lock says: it changed since. Run the same command again without --locked, or"
                            + " take the change back";
        }
        return Failure.of(
                part.content() instanceof Content.Local ? ExitCode.ACTION_FAILED : ExitCode.SOURCE_UNAVAILABLE,
                part.title(),
                "its content has the digest " + found + ", promised was "
                        + part.entry().digest(),
                next);
    }
}
