package io.kubeferry.manifests.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Where every byte of the tar stands, computed from the entries alone: the writer lays the file out before it has any
 * content, the reader knows what each header must be before it reads it. POSIX pax format (POSIX.1-2001), times zero,
 * no owner names, owner 0:0.
 */
public final class TarLayout {
    /** Two zero blocks end a tar (POSIX.1-2001, pax, "ustar Interchange Format"). */
    public static final int END_SIZE = 2 * 512;

    static final int BLOCK = 512;

    private final List<Place> places;
    private final long size;

    /**
     * One entry in the file.
     *
     * @param headerOffset where its header begins, in bytes from the start of the tar
     * @param header the header blocks, pax records included
     */
    public record Place(BundleEntry entry, long headerOffset, byte[] header) {
        /** Where its content begins. */
        public long contentOffset() {
            return headerOffset + header.length;
        }

        /** How many zero bytes follow the content up to the next block. */
        public int padding() {
            return TarLayout.padding(entry.size());
        }

        /** Where the next header begins. */
        public long end() {
            return contentOffset() + entry.size() + padding();
        }
    }

    private TarLayout(List<Place> places, long size) {
        this.places = List.copyOf(places);
        this.size = size;
    }

    /** Lays the entries out in the order given. */
    public static TarLayout of(List<BundleEntry> entries) {
        List<Place> places = new ArrayList<>();
        long offset = 0;
        for (BundleEntry entry : entries) {
            Place place = new Place(entry, offset, headerOf(entry));
            places.add(place);
            offset = place.end();
        }
        return new TarLayout(places, offset + END_SIZE);
    }

    /** The entries' places in the order of the tar. */
    public List<Place> places() {
        return places;
    }

    /** The size of the whole tar in bytes. */
    public long size() {
        return size;
    }

    static int padding(long size) {
        return (int) ((BLOCK - size % BLOCK) % BLOCK);
    }

    private static byte[] headerOf(BundleEntry entry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // The stream is left open: closing it would want the content and write an end.
        TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, BLOCK, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
        TarArchiveEntry header = new TarArchiveEntry(entry.path());
        header.setSize(entry.size());
        header.setMode(0100000 | entry.mode());
        header.setModTime(0L);
        header.setIds(0, 0);
        header.setNames("", "");
        try {
            tar.putArchiveEntry(header);
            tar.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("a tar header in memory", e);
        }
        return bytes.toByteArray();
    }
}
