package io.kubeferry.manifests.catalogue;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Orders versions such as {@code v1.6.20} or {@code 1.36} by their numbers; a leading {@code v} does not count, and
 * what follows the numbers ({@code -flannel1}) decides only between equal numbers.
 */
final class VersionOrder implements Comparator<String> {
    @Override
    public int compare(String one, String other) {
        int byNumber = Arrays.compare(numbers(one), numbers(other));
        return byNumber != 0 ? byNumber : suffix(one).compareTo(suffix(other));
    }

    private static int[] numbers(String version) {
        String plain = bare(version);
        String numeric = plain.substring(0, plain.length() - suffix(version).length());
        return Arrays.stream(numeric.split("\\."))
                .filter(part -> !part.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    private static String suffix(String version) {
        return bare(version).replaceFirst("^[0-9]+(\\.[0-9]+)*", "");
    }

    /** The first two numbers: {@code 3.31} of {@code v3.31.7}. */
    static String minor(String version) {
        String bare = bare(version);
        return bare.substring(0, Math.max(0, bare.lastIndexOf('.')));
    }

    /** The version without a leading {@code v}. */
    static String bare(String version) {
        return version.startsWith("v") ? version.substring(1) : version;
    }
}
