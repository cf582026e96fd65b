package io.kubeferry.bundler.source.retry;

import java.time.Duration;

/** Is told about trouble that another attempt may cure. Called from several threads. */
@FunctionalInterface
public interface RetryListener {
    /**
     * One attempt failed.
     *
     * @param subject the image or URL
     * @param trouble what happened
     * @param pause how long until the next attempt
     */
    void retrying(String subject, String trouble, Duration pause);

    /**
     * A host is given fewer requests at once from now on.
     *
     * @param host with its port where that is not the scheme's
     */
    default void slowedDown(String host, int requests) {
        // Only of interest where the run is watched.
    }
}
