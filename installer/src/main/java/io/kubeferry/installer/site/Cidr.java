package io.kubeferry.installer.site;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of addresses of one family, such as {@code 10.244.0.0/16} or {@code fd00:10:244::/56}.
 *
 * @param network the range's first address as an unsigned number
 * @param prefix how many leading bits all its addresses share
 * @param bits of an address: 32 or 128
 */
public record Cidr(BigInteger network, int prefix, int bits) {
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    /** The form of an IPv4 address, as a regular expression. */
    public static final String ADDRESS = OCTET + "\\." + OCTET + "\\." + OCTET + "\\." + OCTET;
    /** The form of an IPv6 address, as a regular expression; what has it may still be none. */
    public static final String IPV6_ADDRESS = "[0-9a-fA-F]{0,4}(:[0-9a-fA-F]{0,4}){2,7}";

    private static final Pattern IPV4 = Pattern.compile(ADDRESS);
    private static final Pattern IPV6 = Pattern.compile(IPV6_ADDRESS);
    private static final Pattern FORM = Pattern.compile("([^/]+)/(0|[1-9][0-9]{0,2})");
    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;

    /**
     * Parses {@code 10.244.0.0/16}.
     *
     * @throws IllegalArgumentException where it is no such range, or names an address within the range
     */
    public static Cidr parse(String text) {
        Cidr cidr = around(text);
        if (!number(text.substring(0, text.indexOf('/'))).equals(cidr.network)) {
            throw new IllegalArgumentException("'" + text + "' is an address within a range; the range is " + cidr);
        }
        return cidr;
    }

    /** The range that an interface's address, such as {@code 10.0.0.11/24}, lies in. */
    public static Cidr around(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || !isAddress(matcher.group(1))) {
            throw noRange(text);
        }
        int bits = isIpv4(matcher.group(1)) ? IPV4_BITS : IPV6_BITS;
        int prefix = Integer.parseInt(matcher.group(2));
        if (prefix > bits) {
            throw noRange(text);
        }
        return new Cidr(number(matcher.group(1)).and(mask(prefix, bits)), prefix, bits);
    }

    private static IllegalArgumentException noRange(String text) {
        return new IllegalArgumentException("'" + text + "' is no range of addresses, such as 10.244.0.0/16");
    }

    private static boolean isIpv4(String address) {
        return IPV4.matcher(address).matches();
    }

    /** Whether a text is an address of either family. */
    public static boolean isAddress(String text) {
        if (isIpv4(text)) {
            return true;
        }
        try {
            // With colons it is never taken for a name to be asked for.
            return IPV6.matcher(text).matches() && InetAddress.getByName(text).getAddress().length == 16;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Whether its addresses are of the second family. */
    public boolean isIpv6() {
        return bits == IPV6_BITS;
    }

    /** Whether an address is in this range; never, where it is of the other family. */
    public boolean contains(String address) {
        return isIpv4(address) != isIpv6()
                && number(address).and(mask(prefix, bits)).equals(network);
    }

    public boolean overlaps(Cidr other) {
        BigInteger mask = mask(Math.min(prefix, other.prefix), bits);
        return bits == other.bits && network.and(mask).equals(other.network.and(mask));
    }

    private static BigInteger mask(int prefix, int bits) {
        return BigInteger.ONE.shiftLeft(prefix).subtract(BigInteger.ONE).shiftLeft(bits - prefix);
    }

    private static BigInteger number(String address) {
        try {
            return new BigInteger(1, InetAddress.getByName(address).getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("'" + address + "' is no address", e);
        }
    }

    @Override
    public String toString() {
        byte[] all = network.toByteArray();
        byte[] address = new byte[bits / 8];
        int length = Math.min(all.length, address.length);
        System.arraycopy(all, all.length - length, address, address.length - length, length);
        try {
            return InetAddress.getByAddress(address).getHostAddress() + "/" + prefix;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has " + bits + " bits", e);
        }
    }
}
