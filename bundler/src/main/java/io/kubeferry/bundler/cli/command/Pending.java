package io.kubeferry.bundler.cli.command;

import io.kubeferry.manifests.failure.Failure;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** A result that is being made on another thread. */
final class Pending<T> {
    private final CompletableFuture<T> future;

    private Pending(CompletableFuture<T> future) {
        this.future = future;
    }

    static <T> Pending<T> start(Supplier<T> work) {
        return new Pending<>(CompletableFuture.supplyAsync(work, Pending::onItsOwnThread));
    }

    /** The common pool has a single thread on a machine with two processors. */
    private static void onItsOwnThread(Runnable work) {
        Thread thread = new Thread(work, "beside");
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits for the result; a failure of the work is thrown here as it was there. */
    T get() {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Failure failure) {
                throw failure;
            }
            throw e;
        }
    }
}
