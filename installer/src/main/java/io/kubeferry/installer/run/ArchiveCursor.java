package io.kubeferry.installer.run;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * The members of one archive (tar, gzipped tar) for one transfer. Asked for in the archive's own order, they are read in
 * one go; a member that lies behind is found by beginning again.
 */
final class ArchiveCursor {
    private static final int BUFFER = 1 << 18;
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    private final String name;
    private final Supplier<InputStream> archive;
    private TarArchiveInputStream tar;

    /**
     * A cursor at the archive's beginning.
     *
     * @param name of the archive, for messages
     */
    ArchiveCursor(String name, Supplier<InputStream> archive) {
        this.name = name;
        this.archive = archive;
    }

    /** The content of a member; valid until the next one is asked for. */
    InputStream open(String member) throws IOException {
        if (tar == null || !advanceTo(member)) {
            rewind();
            if (!advanceTo(member)) {
                throw new IOException("archive " + name + " has no file " + member);
            }
        }
        return new FilterInputStream(tar) {
            @Override
            public void close() {
                // The archive is read on.
            }
        };
    }

    private boolean advanceTo(String member) throws IOException {
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            if (entry.isFile() && plain(entry.getName()).equals(member)) {
                return true;
            }
        }
        return false;
    }

    private static String plain(String entry) {
        return entry.startsWith("./") ? entry.substring(2) : entry;
    }

    private void rewind() throws IOException {
        if (tar != null) {
            tar.close();
        }
        BufferedInputStream bytes = new BufferedInputStream(archive.get(), BUFFER);
        bytes.mark(2);
        boolean gzip = bytes.read() == GZIP_FIRST && bytes.read() == GZIP_SECOND;
        bytes.reset();
        tar = new TarArchiveInputStream(
                gzip ? new BufferedInputStream(new GzipCompressorInputStream(bytes), BUFFER) : bytes, "UTF-8");
    }
}
