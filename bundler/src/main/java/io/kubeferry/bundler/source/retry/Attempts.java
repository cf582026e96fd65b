package io.kubeferry.bundler.source.retry;

import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;

/**
 * Tries until it works, until it cannot work, or until the policy's patience ends. Worth another attempt: connections that
 * are refused, cut or silent, TLS alerts, 408, 429 and 5xx. Not worth one: every other answer, and certificates that are
 * not trusted.
 */
public final class Attempts {
    /** An attempt that moved the content on by this many bytes has earned another. */
    private static final long PROGRESS = 64 << 10;

    private final RetryPolicy policy;
    private final Pause pause;
    private final RetryListener listener;
    private final AtomicBoolean failed = new AtomicBoolean();

    public Attempts(RetryPolicy policy, Pause pause, RetryListener listener) {
        this.policy = policy;
        this.pause = pause;
        this.listener = listener;
    }

    /** One attempt. */
    @FunctionalInterface
    public interface Attempt<T> {
        T run() throws IOException;
    }

    /**
     * Runs the attempt until it returns.
     *
     * @param subject the image or URL, for messages
     * @param progress bytes that are safe already
     */
    public <T> T run(String subject, LongSupplier progress, Attempt<T> attempt) {
        int inVain = 0;
        int made = 0;
        long safe = progress.getAsLong();
        while (true) {
            try {
                made++;
                return attempt.run();
            } catch (Refusal e) {
                throw Failure.of(ExitCode.SOURCE_UNAVAILABLE, subject, e.getMessage(), e.next(), e);
            } catch (Distrust e) {
                throw distrusted(subject, e);
            } catch (IOException e) {
                boolean moved = progress.getAsLong() - safe >= PROGRESS;
                safe = progress.getAsLong();
                inVain = moved ? 1 : inVain + 1;
                // Once one thing has failed for good, so will the run: no more patience with the others.
                if (inVain >= attemptsFor(e) || failed.get()) {
                    failed.set(true);
                    throw exhausted(subject, made, safe, e);
                }
                waitBefore(subject, inVain, e);
            }
        }
    }

    private int attemptsFor(IOException trouble) {
        return trouble instanceof SSLException ? policy.attemptsAfterAlert() : policy.attempts();
    }

    private void waitBefore(String subject, int inVain, IOException trouble) {
        Optional<Duration> asked =
                trouble instanceof TemporaryTrouble temporary ? temporary.retryAfter() : Optional.empty();
        asked.filter(each -> each.compareTo(policy.longestRetryAfter()) > 0).ifPresent(each -> {
            throw Failure.of(
                    ExitCode.SOURCE_UNAVAILABLE,
                    subject,
                    trouble.getMessage() + "; it asks to come back after " + each.toSeconds() + " s, the limit is "
                            + policy.longestRetryAfter().toSeconds() + " s",
                    "run the same command again then: it continues with what is there",
                    trouble);
        });
        Duration duration = asked.orElse(policy.pauseAfter(inVain));
        listener.retrying(subject, describe(trouble), duration);
        try {
            pause.waitFor(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(ExitCode.INTERRUPTED, subject, "interrupted", "run the same command again", e);
        }
    }

    private Failure exhausted(String subject, int made, long safe, IOException last) {
        String kept = safe > 0 ? ", " + safe + " bytes are kept" : "";
        String clientCertificate = last instanceof SSLException
                ? "where this host wants to see a client certificate, give certFile and keyFile for it under sources; else "
                : "";
        return Failure.of(
                ExitCode.SOURCE_UNAVAILABLE,
                subject,
                describe(last) + " (" + made + (made == 1 ? " attempt" : " attempts") + kept + ")",
                clientCertificate
                        + "check the network, the proxy and the mirrors of the spec, then run the same command again: it"
                        + " continues with what is there",
                last);
    }

    private static Failure distrusted(String subject, Distrust distrust) {
        return Failure.of(
                ExitCode.SOURCE_UNAVAILABLE,
                subject,
                distrust.getMessage(),
                "have it renewed where it is out of date; else give the certificate of its authority as caFile of this"
                        + " host in the spec, or import it into the Java trust store",
                distrust);
    }

    /** The JDK's messages for these are a bare name or nothing at all. */
    private String describe(IOException e) {
        if (e instanceof UnknownHostException) {
            return "the host name does not resolve: " + e.getMessage();
        }
        if (e instanceof ConnectException) {
            return e.getMessage() == null ? "connection refused" : e.getMessage();
        }
        if (e instanceof SocketTimeoutException) {
            return "no byte came for " + policy.silence().toSeconds() + " s, which is the limit (--silence)";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
