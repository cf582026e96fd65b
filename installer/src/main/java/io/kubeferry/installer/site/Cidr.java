package io.kubeferry.installer.site;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of IPv4 addresses, such as {@code 10.244.0.0/16}.
 *
 * @param network the range's first address as an unsigned 32-bit number
 * @param prefix how many leading bits all its addresses share
 */
public record Cidr(long network, int prefix) {
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    /** The form of an IPv4 address, as a regular expression. */
    public static final String ADDRESS = OCTET + "\\." + OCTET + "\\." + OCTET + "\\." + OCTET;

    private static final Pattern FORM = Pattern.compile("(" + ADDRESS + ")/([0-9]|[12][0-9]|3[0-2])");
    private static final int PREFIX_GROUP = 6;

    /**
     * Parses {@code 10.244.0.0/16}.
     *
     * @throws IllegalArgumentException where it is no such range, or names an address within the range
     */
    public static Cidr parse(String text) {
        Cidr cidr = around(text);
        long given = number(text.substring(0, text.indexOf('/')));
        if (given != cidr.network) {
            throw new IllegalArgumentException("'" + text + "' is an address within a range; the range is " + cidr);
        }
        return cidr;
    }

    /** The range that an interface's address, such as {@code 10.0.0.11/24}, lies in. */
    public static Cidr around(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no range of IPv4 addresses, such as 10.244.0.0/16");
        }
        int prefix = Integer.parseInt(matcher.group(PREFIX_GROUP));
        return new Cidr(number(matcher.group(1)) & mask(prefix), prefix);
    }

    /** Whether an IPv4 address is in this range. */
    public boolean contains(String address) {
        return (number(address) & mask(prefix)) == network;
    }

    public boolean overlaps(Cidr other) {
        long mask = mask(Math.min(prefix, other.prefix));
        return (network & mask) == (other.network & mask);
    }

    private static long mask(int prefix) {
        return (0xffffffffL << (32 - prefix)) & 0xffffffffL;
    }

    private static long number(String address) {
        long number = 0;
        for (String octet : address.split("\\.")) {
            number = number << 8 | Integer.parseInt(octet);
        }
        return number;
    }

    @Override
    public String toString() {
        return (network >> 24) + "." + (network >> 16 & 255) + "." + (network >> 8 & 255) + "." + (network & 255) + "/"
                + prefix;
    }
}
