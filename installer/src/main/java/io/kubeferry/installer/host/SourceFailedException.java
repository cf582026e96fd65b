package io.kubeferry.installer.host;

import java.io.IOException;

/** What was to be put on a machine could not be read on our own side; the machine itself is well. */
public final class SourceFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    SourceFailedException(String path, IOException cause) {
        super("the content of " + path + " cannot be read: " + cause.getMessage(), cause);
    }
}
