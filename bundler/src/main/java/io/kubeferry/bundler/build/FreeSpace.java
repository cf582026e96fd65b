package io.kubeferry.bundler.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much a folder's file system can still take; a seam, so that a full disk can be tried. */
@FunctionalInterface
public interface FreeSpace {
    /** Bytes that this user may write. */
    long in(Path folder) throws IOException;

    /** What the file system says. */
    static FreeSpace real() {
        return folder -> Files.getFileStore(folder).getUsableSpace();
    }
}
