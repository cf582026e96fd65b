package io.kubeferry.bundler.progress;

/** Where a content came from. */
public enum Origin {
    UPSTREAM,
    CACHE,
    EARLIER_RUN
}
