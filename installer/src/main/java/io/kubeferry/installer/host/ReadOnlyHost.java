package io.kubeferry.installer.host;

import java.io.IOException;

/** A machine that can be looked at. */
public interface ReadOnlyHost {
    /** The node's name in the site's file. */
    String name();

    /**
     * Runs a script that only reads.
     *
     * @throws IOException where the machine cannot be reached any more
     */
    CommandResult probe(Probe probe) throws IOException;
}
