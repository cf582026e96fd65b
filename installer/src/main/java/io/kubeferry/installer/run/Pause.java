package io.kubeferry.installer.run;

import java.time.Duration;

/** The only way to wait in a run: between two tries of an {@code Await}. */
@FunctionalInterface
interface Pause {
    /** Waits on the real clock. */
    Pause REAL = length -> Thread.sleep(length.toMillis());

    void of(Duration length) throws InterruptedException;
}
