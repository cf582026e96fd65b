package io.kubeferry.manifests.catalogue;

import io.kubeferry.manifests.content.Digest;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A file in which upstream publishes the SHA-256 of another.
 *
 * @param fileName the name under which {@link Form#LINES} lists the other file
 */
public record Checksum(URI url, Form form, String fileName) {
    /** How such a file is written. */
    public enum Form {
        /** Nothing but the hash. */
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
            throw new IllegalArgumentException(url + " has " + hashes.size() + " checksums for " + fileName);
        }
        return new Digest(hashes.get(0));
    }

    private boolean isMeant(String... words) {
        if (form == Form.BARE) {
            return words.length == 1 && !words[0].isEmpty();
        }
        // sha256sum marks a file read in binary mode by an asterisk.
        return Arrays.stream(words).skip(1).anyMatch(name -> name.equals(fileName) || name.equals("*" + fileName));
    }
}
