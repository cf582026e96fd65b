package io.kubeferry.bundler.spec;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Hosts that are asked without a proxy, in the forms that curl and Go read in {@code NO_PROXY}: {@code *}; a name, with or
 * without {@code .} or {@code *.} before it, which means the name and everything below it; an address; a network such as
 * {@code 10.0.0.0/8}, for hosts that are given as addresses (none is looked up); each but the networks with a {@code :port}
 * or without.
 */
public final class ProxyExceptions {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

    private final List<Entry> exceptions;

    private ProxyExceptions(List<Entry> exceptions) {
        this.exceptions = List.copyOf(exceptions);
    }

    /** One entry: whom it holds for. */
    @FunctionalInterface
    private interface Entry {
        boolean holds(String host, int port);
    }

    /**
     * Parses a list.
     *
     * @param list entries between commas or blanks
     * @throws IllegalArgumentException for a network that is none
     */
    public static ProxyExceptions of(String list) {
        return new ProxyExceptions(Arrays.stream(list.toLowerCase(Locale.ROOT).split("[,\\s]+"))
                .filter(entry -> !entry.isEmpty())
                .map(ProxyExceptions::entry)
                .toList());
    }

    /** Whether a host is asked directly; this machine itself always is. */
    public boolean hold(String name, int port) {
        String host = unbracketed(name.toLowerCase(Locale.ROOT));
        boolean loopback = host.equals("localhost")
                || address(host).map(InetAddress::isLoopbackAddress).orElse(false);
        return loopback || exceptions.stream().anyMatch(each -> each.holds(host, port));
    }

    private static Entry entry(String text) {
        if (text.equals("*")) {
            return (host, port) -> true;
        }
        if (text.contains("/")) {
            return network(text);
        }
        boolean bareIpv6 = text.indexOf(':') != text.lastIndexOf(':') && !text.startsWith("[");
        boolean hasPort = !bareIpv6 && PORT.matcher(text).find();
        int only = hasPort ? Integer.parseInt(text.substring(text.lastIndexOf(':') + 1)) : 0;
        String name = unbracketed(hasPort ? text.substring(0, text.lastIndexOf(':')) : text);
        Optional<InetAddress> address = address(name);
        Entry host = address.isPresent() ? (each, port) -> address(each).equals(address) : domain(name);
        return (each, port) -> (only == 0 || only == port) && host.holds(each, port);
    }

    private static Entry domain(String text) {
        String name = text.replaceFirst("^\\*?\\.", "");
        return (host, port) -> host.equals(name) || host.endsWith("." + name);
    }

    private static Entry network(String text) {
        String[] parts = text.split("/", 2);
        byte[] network = address(parts[0])
                .map(InetAddress::getAddress)
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is no network: no address before '/'"));
        int bits = parts[1].matches("\\d{1,3}") ? Integer.parseInt(parts[1]) : -1;
        if (bits < 0 || bits > network.length * 8) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no network: after '/' belongs 0 to " + network.length * 8);
        }
        return (host, port) -> address(host)
                .map(InetAddress::getAddress)
                .filter(address -> sameBits(address, network, bits))
                .isPresent();
    }

    private static boolean sameBits(byte[] one, byte[] other, int bits) {
        if (one.length != other.length) {
            return false;
        }
        for (int i = 0; i < bits; i++) {
            int mask = 0x80 >> (i % 8);
            if ((one[i / 8] & mask) != (other[i / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    /** The address that a text is, if it is one; names are never looked up. */
    private static Optional<InetAddress> address(String text) {
        boolean literal = IPV4.matcher(text).matches() || text.contains(":");
        try {
            // Within brackets, only an IPv6 address is understood: nothing is asked for.
            return literal
                    ? Optional.of(InetAddress.getByName(text.contains(":") ? "[" + text + "]" : text))
                    : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
