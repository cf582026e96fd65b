package io.kubeferry.manifests.bundle;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Says in words what a header holds that should not be there. */
final class TarHeaders {
    private TarHeaders() {}

    /** {@code : it is for '../x', a symbolic link}, or nothing where the bytes are no header at all. */
    static String describe(byte[] header) {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(header), "UTF-8")) {
            TarArchiveEntry entry = tar.getNextEntry();
            return entry == null ? ": the archive ends here" : ": it is for '" + entry.getName() + "', " + kind(entry);
        } catch (IOException | IllegalArgumentException e) {
            return ": it is no tar header";
        }
    }

    private static String kind(TarArchiveEntry entry) {
        if (entry.isSymbolicLink() || entry.isLink()) {
            return "a link to '" + entry.getLinkName() + "'";
        }
        return entry.isFile() ? "a file of " + entry.getSize() + " bytes" : "neither a file nor a link";
    }
}
