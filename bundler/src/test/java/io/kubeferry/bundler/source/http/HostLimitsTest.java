package io.kubeferry.bundler.source.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.bundler.source.http.HostLimits.Permit;
import io.kubeferry.bundler.source.retry.RetryListener;
import io.kubeferry.manifests.failure.Failure;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HostLimitsTest {
    private static final URI HERE = URI.create("https://one.example/a");

    private final AtomicLong now = new AtomicLong();
    private final List<String> told = new ArrayList<>();
    private final HostLimits limits = new HostLimits(2, now::incrementAndGet, new RetryListener() {
        @Override
        public void retrying(String subject, String trouble, Duration pause) {
            throw new AssertionError("nothing is tried again here");
        }

        @Override
        public void slowedDown(String host, int requests) {
            told.add(host + " " + requests);
        }
    });

    private static void end(Permit permit, boolean troubled) {
        if (troubled) {
            permit.troubled();
        }
        permit.close();
    }

    private CompletableFuture<Permit> asked() {
        return CompletableFuture.supplyAsync(() -> limits.acquire(HERE), task -> new Thread(task).start());
    }

    @Test
    void letsOthersWaitForTheirTurn() throws Exception {
        Permit first = limits.acquire(HERE);
        limits.acquire(HERE);

        CompletableFuture<Permit> third = asked();
        assertThrows(TimeoutException.class, () -> third.get(50, TimeUnit.MILLISECONDS));
        end(first, false);

        third.get(5, TimeUnit.SECONDS);
    }

    @Test
    void keepsHostsApart() {
        limits.acquire(HERE);
        limits.acquire(HERE);

        limits.acquire(URI.create("https://one.example:8443/"));
        limits.acquire(URI.create("https://two.example/"));
    }

    @Test
    void asksAHostInTroubleForFewer() throws Exception {
        Permit first = limits.acquire(HERE);
        Permit second = limits.acquire(HERE);
        end(first, true);
        end(second, true);
        assertEquals(List.of("one.example 1"), told);

        Permit alone = limits.acquire(HERE);
        CompletableFuture<Permit> waiting = asked();
        assertThrows(TimeoutException.class, () -> waiting.get(50, TimeUnit.MILLISECONDS));
        end(alone, false);
        waiting.get(5, TimeUnit.SECONDS);

        assertFalse(asked().get(5, TimeUnit.SECONDS) == null, "one success was enough to grow to two");
    }

    @Test
    void countsAPermitThatIsClosedTwiceOnce() throws Exception {
        Permit first = limits.acquire(HERE);
        limits.acquire(HERE);
        first.close();
        first.close();
        limits.acquire(HERE);

        CompletableFuture<Permit> one = asked();
        assertThrows(TimeoutException.class, () -> one.get(50, TimeUnit.MILLISECONDS));
    }

    @Test
    void endsTheWaitWhenItIsInterrupted() {
        limits.acquire(HERE);
        limits.acquire(HERE);
        Thread.currentThread().interrupt();

        assertThrows(Failure.class, () -> limits.acquire(HERE));
        assertTrue(Thread.interrupted());
    }
}
