package io.kubeferry.bundler.cli.output;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bytes as people read them. */
public final class ByteCount {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    private static final Pattern FORM =
            Pattern.compile("(\\d{1,12})(?:\\.(\\d{1,3}))?\\s*(B|[KMGT]i?B)?", Pattern.CASE_INSENSITIVE);

    private ByteCount() {}

    /**
     * Reads {@code 4.7GB}, {@code 700MiB} or a number of bytes: {@code GB} is what is printed on media, {@code GiB} what file
     * systems count in.
     */
    public static long parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a size such as 4.7GB, 700MiB or 1000000");
        }
        String unit = Optional.ofNullable(matcher.group(3)).orElse("B").toUpperCase(Locale.ROOT);
        BigDecimal base = BigDecimal.valueOf(unit.contains("I") ? 1024 : 1000);
        BigDecimal number = new BigDecimal(
                matcher.group(1) + "." + Optional.ofNullable(matcher.group(2)).orElse("0"));
        return number.multiply(base.pow("BKMGT".indexOf(unit.charAt(0)))).longValue();
    }

    /** As it is printed on media: {@code 4.7 GB}. */
    public static String ofMedia(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }

    /** Such as {@code 1.4 GiB}. */
    public static String of(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }
}
