package io.kubeferry.installer.registry;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Work on the disk that goes on beside the reading, strictly in the order given: while one blob is flushed, the next is
 * read. Few tasks wait at a time, since each holds an open file.
 */
final class OrderedTasks implements AutoCloseable {
    private static final int MOST_WAITING = 8;

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Deque<Future<?>> waiting = new ArrayDeque<>();

    /** One piece of work. */
    @FunctionalInterface
    interface Task {
        void run() throws IOException;
    }

    /**
     * Adds a task; waits where too many do.
     *
     * @throws IOException that an earlier task ended with
     */
    void add(Task task) throws IOException {
        waiting.add(thread.submit(() -> {
            task.run();
            return null;
        }));
        while (waiting.size() > MOST_WAITING) {
            finish(waiting.remove());
        }
    }

    /** Waits for the end of all tasks. */
    void finishAll() throws IOException {
        while (!waiting.isEmpty()) {
            finish(waiting.remove());
        }
    }

    private static void finish(Future<?> task) throws IOException {
        try {
            task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Waits for what is under way, whatever comes of it. */
    @Override
    public void close() {
        for (Future<?> task : waiting) {
            try {
                finish(task);
            } catch (IOException e) {
                // The failure that ended the work says more than what it brought about here.
                continue;
            }
        }
        waiting.clear();
        thread.shutdown();
    }
}
