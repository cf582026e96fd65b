package io.kubeferry.bundler.lock;

import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.failure.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs tasks side by side and returns all their results in order, or fails with the problems of all that failed. */
final class AllOrProblems {
    private final int atOnce;

    AllOrProblems(int atOnce) {
        this.atOnce = atOnce;
    }

    <T> List<T> run(List<Callable<T>> tasks) {
        ExecutorService threads = Executors.newFixedThreadPool(atOnce);
        try {
            return collect(threads.invokeAll(tasks));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(ExitCode.INTERRUPTED, "", "interrupted", "run the same command again", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> List<T> collect(List<Future<T>> futures) throws InterruptedException {
        List<T> results = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        ExitCode exitCode = ExitCode.DONE;
        for (Future<T> future : futures) {
            try {
                results.add(future.get());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof Failure failure)) {
                    throw new IllegalStateException("a task failed in a way that is a bug", e.getCause());
                }
                problems.addAll(failure.problems());
                exitCode = failure.exitCode();
            }
        }
        if (!problems.isEmpty()) {
            throw Failure.of(exitCode, problems);
        }
        return results;
    }
}
