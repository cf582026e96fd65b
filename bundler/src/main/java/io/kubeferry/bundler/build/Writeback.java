package io.kubeferry.bundler.build;

import java.util.concurrent.locks.LockSupport;

/**
 * Has the disk take what is written while more is being fetched, so that the wait at the end is short. It changes when the
 * bytes go out, not whether: sealing still waits for all of them.
 */
final class Writeback implements AutoCloseable {
    private static final long WORTH_IT = 64 << 20;
    private static final long LOOK_EVERY_NANOS = 50_000_000;

    private final PartialFile file;
    private final Thread thread;
    private volatile boolean ended;

    private Writeback(PartialFile file) {
        this.file = file;
        this.thread = new Thread(this::run, "writeback");
        thread.setDaemon(true);
    }

    static Writeback of(PartialFile file) {
        Writeback writeback = new Writeback(file);
        writeback.thread.start();
        return writeback;
    }

    private void run() {
        long synced = 0;
        while (!ended) {
            long written = file.written();
            if (written - synced < WORTH_IT) {
                LockSupport.parkNanos(LOOK_EVERY_NANOS);
                continue;
            }
            file.startSync();
            synced = written;
        }
    }

    /** Ends when the sync that is under way has ended. */
    @Override
    public void close() {
        ended = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
