package io.kubeferry.manifests.bundle;

import io.kubeferry.manifests.content.Digest;
import java.util.regex.Pattern;

/**
 * One file of the bundle's tar.
 *
 * @param path relative, with '/' between names
 * @param size bytes
 * @param mode permission bits: {@link #PLAIN} or {@link #EXECUTABLE}
 */
public record BundleEntry(String path, long size, Digest digest, int mode) {
    public static final int PLAIN = 0644;
    public static final int EXECUTABLE = 0755;

    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9._+@-]+(/[A-Za-z0-9._+@$-]+)*");

    public BundleEntry {
        boolean climbs = ("/" + path + "/").contains("/../") || ("/" + path + "/").contains("/./");
        if (!PATH.matcher(path).matches() || climbs) {
            throw new IllegalArgumentException("'" + path + "' is not a path inside a bundle");
        }
        if (size < 0) {
            throw new IllegalArgumentException(path + " has the size " + size);
        }
        if (mode != PLAIN && mode != EXECUTABLE) {
            throw new IllegalArgumentException(path + " has the mode " + Integer.toOctalString(mode));
        }
    }

    /** An entry for bytes that are at hand. */
    public static BundleEntry of(String path, byte[] content) {
        return new BundleEntry(path, content.length, Digest.of(content), PLAIN);
    }

    /** An entry for a blob: its name is its digest. */
    public static BundleEntry blob(Digest digest, long size) {
        return new BundleEntry(digest.layoutPath(), size, digest, PLAIN);
    }
}
