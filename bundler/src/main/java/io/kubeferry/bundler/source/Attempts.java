package io.kubeferry.bundler.source;

import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Tries until it works, until it cannot work, or until the policy's patience ends. */
final class Attempts {
    /** An attempt that moved the content on by this many bytes has earned another. */
    private static final long PROGRESS = 64 << 10;

    private final RetryPolicy policy;
    private final Pause pause;
    private final RetryListener listener;
    private final AtomicBoolean failed = new AtomicBoolean();

    Attempts(RetryPolicy policy, Pause pause, RetryListener listener) {
        this.policy = policy;
        this.pause = pause;
        this.listener = listener;
    }

    /** One attempt. */
    @FunctionalInterface
    interface Attempt<T> {
        T run() throws IOException;
    }

    /**
     * Runs the attempt until it returns.
     *
     * @param subject the image or URL, for messages
     * @param progress bytes that are safe already
     */
    <T> T run(String subject, LongSupplier progress, Attempt<T> attempt) {
        int inVain = 0;
        int made = 0;
        long safe = progress.getAsLong();
        while (true) {
            try {
                made++;
                return attempt.run();
            } catch (Refusal e) {
                throw Failure.of(ExitCode.SOURCE_UNAVAILABLE, subject, e.getMessage(), e.next(), e);
            } catch (IOException e) {
                if (isDistrusted(e)) {
                    throw distrusted(subject, e);
                }
                boolean moved = progress.getAsLong() - safe >= PROGRESS;
                safe = progress.getAsLong();
                inVain = moved ? 1 : inVain + 1;
                // Once one thing has failed for good, so will the run: no more patience with the others.
                if (inVain >= policy.attempts() || failed.get()) {
                    failed.set(true);
                    throw exhausted(subject, made, safe, e);
                }
                waitBefore(subject, inVain, e);
            }
        }
    }

    private void waitBefore(String subject, int inVain, IOException trouble) {
        Duration duration = policy.pauseAfter(inVain);
        if (trouble instanceof TemporaryTrouble temporary
                && temporary.retryAfter().isPresent()) {
            Duration asked = temporary.retryAfter().get();
            if (asked.compareTo(policy.longestRetryAfter()) > 0) {
                throw Failure.of(
                        ExitCode.SOURCE_UNAVAILABLE,
                        subject,
                        trouble.getMessage() + "; it asks to come back after " + asked.toSeconds() + " s, the limit is "
                                + policy.longestRetryAfter().toSeconds() + " s",
                        "run the same command again then: it continues with what is there",
                        trouble);
            }
            duration = asked;
        }
        listener.retrying(subject, describe(trouble), duration);
        try {
            pause.waitFor(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(ExitCode.INTERRUPTED, subject, "interrupted", "run the same command again", e);
        }
    }

    private static Failure exhausted(String subject, int made, long safe, IOException last) {
        String kept = safe > 0 ? ", " + safe + " bytes are kept" : "";
        return Failure.of(
                ExitCode.SOURCE_UNAVAILABLE,
                subject,
                describe(last) + " (" + made + (made == 1 ? " attempt" : " attempts") + kept + ")",
                "check the network, the proxy and the mirrors of the spec, then run the same command again: it"
                        + " continues with what is there",
                last);
    }

    private static Failure distrusted(String subject, IOException cause) {
        return Failure.of(
                ExitCode.SOURCE_UNAVAILABLE,
                subject,
                "the server's certificate is not trusted: " + cause.getMessage(),
                "give the certificate of its authority as caFile of this registry in the spec, or import it into the"
                        + " Java trust store",
                cause);
    }

    private static boolean isDistrusted(IOException e) {
        for (Throwable each = e; each != null; each = each.getCause()) {
            if (each instanceof CertificateException || each instanceof SSLPeerUnverifiedException) {
                return true;
            }
        }
        return false;
    }

    /** The JDK's messages for these are a bare name or nothing at all. */
    private static String describe(IOException e) {
        if (e instanceof UnknownHostException) {
            return "the host name does not resolve: " + e.getMessage();
        }
        if (e instanceof ConnectException) {
            return e.getMessage() == null ? "connection refused" : e.getMessage();
        }
        if (e instanceof SocketTimeoutException) {
            return "no answer in time (" + e.getMessage() + ")";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
