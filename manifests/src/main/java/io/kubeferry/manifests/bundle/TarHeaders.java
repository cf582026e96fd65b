package io.kubeferry.manifests.bundle;

import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/** Reads single header blocks, without following what they may announce. */
final class TarHeaders {
    private TarHeaders() {}

    /** The size of the plain file of this name that the block announces; empty where it announces anything else. */
    static Optional<Long> sizeOfFile(byte[] header, String name) {
        return parse(header)
                .filter(entry -> entry.getName().equals(name) && isPlainFile(entry) && entry.getSize() >= 0)
                .map(TarArchiveEntry::getSize);
    }

    /** What stands in the place of a header, in words: {@code '../x'}, {@code the end of the file}. */
    static String found(byte[] header) {
        if (isEnd(header)) {
            return "the end of the file";
        }
        return parse(header)
                .map(entry -> "'" + printable(entry.getName()) + "', " + kind(entry) + ",")
                .orElse("something that is no tar header");
    }

    /** {@code : it is for '../x', a link to 'y'}, to follow a sentence. */
    static String describe(byte[] header) {
        if (isEnd(header)) {
            return ": the archive ends here";
        }
        return parse(header)
                .map(entry -> ": it is for '" + printable(entry.getName()) + "', " + kind(entry))
                .orElse(": it is no tar header");
    }

    private static Optional<TarArchiveEntry> parse(byte[] header) {
        if (header.length < TarLayout.BLOCK) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TarArchiveEntry(Arrays.copyOf(header, TarLayout.BLOCK)));
        } catch (IllegalArgumentException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** Two zero blocks end a tar; one, or less than one, is as good as the end for a reader. */
    private static boolean isEnd(byte[] header) {
        byte[] block = Arrays.copyOf(header, Math.min(header.length, TarLayout.BLOCK));
        return Arrays.equals(block, new byte[block.length]);
    }

    private static boolean isPlainFile(TarArchiveEntry entry) {
        return entry.getLinkFlag() == TarArchiveEntry.LF_NORMAL && entry.isFile();
    }

    private static String kind(TarArchiveEntry entry) {
        if (entry.isSymbolicLink() || entry.isLink()) {
            return "a link to '" + printable(entry.getLinkName()) + "'";
        }
        return isPlainFile(entry) ? "a file of " + entry.getSize() + " bytes" : "neither a file nor a link";
    }

    /** Names that nobody has vouched for must not steer a terminal. */
    private static String printable(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }
}
