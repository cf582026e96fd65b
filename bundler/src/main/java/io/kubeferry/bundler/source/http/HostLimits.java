package io.kubeferry.bundler.source.http;

import io.kubeferry.bundler.source.retry.RetryListener;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Lets only so many requests through to each host as it bears; others wait for their turn. */
public final class HostLimits {
    private final int most;
    private final LongSupplier nanoClock;
    private final RetryListener listener;
    private final Map<String, Host> hosts = new ConcurrentHashMap<>();

    /** No host is ever given more than {@code most} requests at once. */
    public HostLimits(int most, LongSupplier nanoClock, RetryListener listener) {
        this.most = most;
        this.nanoClock = nanoClock;
        this.listener = listener;
    }

    private static final class Host {
        private final String name;
        private final AdaptiveLimit limit;
        private int running;

        Host(String name, int most) {
            this.name = name;
            this.limit = new AdaptiveLimit(most);
        }
    }

    /** Waits for a turn at the URL's host. It has to be given back. */
    Permit acquire(URI url) {
        String name = url.getAuthority();
        Host host = hosts.computeIfAbsent(name, absent -> new Host(name, most));
        synchronized (host) {
            while (host.running >= host.limit.value()) {
                awaitTurn(host);
            }
            host.running++;
        }
        return new Permit(host, nanoClock.getAsLong());
    }

    private static void awaitTurn(Host host) {
        try {
            host.wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(ExitCode.INTERRUPTED, host.name, "interrupted", "run the same command again", e);
        }
    }

    /** One request's turn. Used by one thread. */
    final class Permit implements AutoCloseable {
        private final Host host;
        private final long begun;
        private boolean troubled;
        private boolean closed;

        private Permit(Host host, long begun) {
            this.host = host;
            this.begun = begun;
        }

        /** The host did not answer, broke off, or asked for fewer requests. */
        void troubled() {
            troubled = true;
        }

        /** The request is over. */
        @Override
        public void close() {
            if (closed) {
                return;
            }
            closed = true;
            boolean lowered;
            int now;
            synchronized (host) {
                host.running--;
                lowered = troubled && host.limit.troubled(begun, nanoClock.getAsLong());
                if (!troubled) {
                    host.limit.succeeded();
                }
                now = host.limit.value();
                host.notifyAll();
            }
            if (lowered) {
                listener.slowedDown(host.name, now);
            }
        }
    }
}
