package io.kubeferry.manifests.catalogue;

import io.kubeferry.manifests.content.Digest;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file in which upstream publishes the SHA-256 of another.
 *
 * @param fileName the other file's name
 */
public record Checksum(URI url, Form form, String fileName) {
    private static final Pattern HASH = Pattern.compile("[0-9A-Fa-f]{64}");
    private static final Pattern LINE = Pattern.compile(HASH + "\\s+\\*?(\\S+)");
    /** Enough to see what the file is about. */
    private static final int MOST_NAMES = 3;

    /** How such a file is written. */
    public enum Form {
        /** Nothing but the hash; where it is followed by a name, that has to be the file's. */
        BARE,
        /** {@code hash  name} lines, as {@code sha256sum} writes them. */
        LINES
    }

    /**
     * Finds the hash in the file's text.
     *
     * @throws IllegalArgumentException where the text has none for the file, or more than one
     */
    public Digest digestIn(String text) {
        List<String> hashes = text.lines()
                .map(line -> line.strip().split("\\s+", 2))
                .filter(this::isMeant)
                .map(words -> words[0].toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        if (hashes.size() != 1) {
            throw new IllegalArgumentException(
                    url + " has " + (hashes.isEmpty() ? "no checksum" : hashes.size() + " checksums") + " for "
                            + fileName + (hashes.isEmpty() ? others(text) : ""));
        }
        return new Digest(hashes.get(0));
    }

    /** The names that the text has instead. */
    private static String others(String text) {
        List<String> names = text.lines()
                .map(line -> LINE.matcher(line.strip()))
                .filter(Matcher::matches)
                .map(line -> line.group(1))
                .limit(MOST_NAMES)
                .toList();
        return names.isEmpty() ? "" : ": it names " + String.join(", ", names);
    }

    private boolean isMeant(String... words) {
        if (form == Form.BARE && words.length == 1) {
            return HASH.matcher(words[0]).matches();
        }
        // sha256sum marks a file read in binary mode by an asterisk.
        return Arrays.stream(words).skip(1).anyMatch(name -> name.equals(fileName) || name.equals("*" + fileName));
    }
}
