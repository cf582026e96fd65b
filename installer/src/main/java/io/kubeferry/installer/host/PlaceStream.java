package io.kubeferry.installer.host;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * What {@code place.sh} reads: the list of files, an empty line, and a tar stream of their contents. Nothing of a content
 * is held in memory.
 */
final class PlaceStream {
    private static final String SUFFIX = ".kubeferry-new";
    private static final int BUFFER = 1 << 20;
    private static final int OWNER_ONLY = 0100600;
    /** Lines and {@code sha256sum}'s escapes bound what a name may hold; all names of ours are plain anyway. */
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._+@=: -]+)+");

    private final List<PlacedFile> files;
    private SourceFailedException sourceFailure;
    private long sent;

    PlaceStream(List<PlacedFile> files) {
        this.files = List.copyOf(files);
        Set<String> seen = new HashSet<>();
        for (PlacedFile file : files) {
            boolean climbs = (file.path() + "/").contains("/../") || (file.path() + "/").contains("/./");
            if (!PATH.matcher(file.path()).matches() || climbs || !seen.add(file.path())) {
                throw new IllegalArgumentException("'" + file.path() + "' cannot be placed: not plain, or there twice");
            }
        }
    }

    void writeTo(OutputStream out) throws IOException {
        BufferedOutputStream buffered = new BufferedOutputStream(out, BUFFER);
        buffered.write(list().getBytes(StandardCharsets.UTF_8));
        // Only finished, not closed: the channel below is the host's.
        TarArchiveOutputStream tar = new TarArchiveOutputStream(buffered, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        byte[] buffer = new byte[BUFFER];
        for (PlacedFile file : files) {
            tar.putArchiveEntry(header(file));
            copy(file, tar, buffer);
            tar.closeArchiveEntry();
        }
        tar.finish();
        buffered.flush();
    }

    /** Bytes of content that were sent. */
    long sent() {
        return sent;
    }

    /** Says what the sender's own side could not read, where that is what ended the transfer. */
    void throwSourceFailure() throws SourceFailedException {
        if (sourceFailure != null) {
            throw sourceFailure;
        }
    }

    private String list() {
        StringBuilder list = new StringBuilder();
        for (PlacedFile file : files) {
            list.append(file.digest().hex())
                    .append(' ')
                    .append(Integer.toOctalString(file.mode()))
                    .append(' ')
                    .append(file.path())
                    .append('\n');
        }
        return list.append('\n').toString();
    }

    private static TarArchiveEntry header(PlacedFile file) {
        TarArchiveEntry header = new TarArchiveEntry(beside(file.path()));
        header.setSize(file.size());
        header.setMode(OWNER_ONLY);
        header.setModTime(0L);
        header.setIds(0, 0);
        header.setNames("", "");
        return header;
    }

    /** The name that the file has until it is whole; relative, since tar would complain about a leading '/'. */
    private static String beside(String path) {
        int name = path.lastIndexOf('/') + 1;
        return path.substring(1, name) + "." + path.substring(name) + SUFFIX;
    }

    private void copy(PlacedFile file, OutputStream tar, byte[] buffer) throws IOException {
        try (InputStream content = open(file)) {
            long left = file.size();
            while (left > 0) {
                int count = read(file, content, buffer, left);
                tar.write(buffer, 0, count);
                left -= count;
                sent += count;
            }
        }
    }

    private InputStream open(PlacedFile file) throws IOException {
        try {
            return file.source().open();
        } catch (IOException e) {
            sourceFailure = new SourceFailedException(file.path(), e);
            throw sourceFailure;
        }
    }

    private int read(PlacedFile file, InputStream content, byte[] buffer, long left) throws IOException {
        try {
            int count = content.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < 0) {
                throw new IOException("it ends " + left + " bytes too early");
            }
            return count;
        } catch (IOException e) {
            sourceFailure = new SourceFailedException(file.path(), e);
            throw sourceFailure;
        }
    }
}
