package io.kubeferry.manifests.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The bundle's file could not be read: told apart from what the taker of its contents could not do. */
final class UnreadableBundleException extends IOException {
    private static final long serialVersionUID = 1L;

    private UnreadableBundleException(String message, IOException cause) {
        super(message, cause);
    }

    /** Reads at least one byte, since the file is known to have it. */
    static int read(FileChannel channel, ByteBuffer target, long position) throws UnreadableBundleException {
        int count;
        try {
            count = channel.read(target, position);
        } catch (IOException e) {
            throw new UnreadableBundleException(SignedBundle.reason(e) + ", at byte " + position, e);
        }
        if (count < 0) {
            throw new UnreadableBundleException("the file ends at byte " + position, null);
        }
        return count;
    }
}
