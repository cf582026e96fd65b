package io.kubeferry.bundler.cli.output;

import io.kubeferry.bundler.progress.Progress;
import io.kubeferry.bundler.source.retry.RetryListener;

/** Shows how a run gets on: what it does, what it tries again, and its end. */
public interface Display extends Progress, RetryListener {
    /** The run has ended well; nothing more is shown. */
    void end();
}
