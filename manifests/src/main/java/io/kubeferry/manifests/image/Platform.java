package io.kubeferry.manifests.image;

import java.util.regex.Pattern;

/**
 * An operating system and a processor architecture, in Go's names, as in the OCI image index specification.
 *
 * @param os {@code linux}
 * @param architecture {@code amd64}, {@code arm64}, …
 */
public record Platform(String os, String architecture) implements Comparable<Platform> {
    private static final Pattern FORM = Pattern.compile("[a-z0-9]+/[a-z0-9]+");

    /** Parses {@code linux/amd64}. */
    public static Platform parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("a platform is written os/architecture, such as linux/amd64: " + text);
        }
        int slash = text.indexOf('/');
        return new Platform(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public int compareTo(Platform other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return os + "/" + architecture;
    }
}
