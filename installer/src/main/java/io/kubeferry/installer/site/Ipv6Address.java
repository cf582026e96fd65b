package io.kubeferry.installer.site;

import java.util.ArrayList;
import java.util.List;

/** IPv6 addresses in the one form that the kernel and most programs print (RFC 5952). */
final class Ipv6Address {
    private static final int GROUPS = 8;

    private Ipv6Address() {}

    /** {@code FD00:0:0:1:0:0:0:11} becomes {@code fd00:0:0:1::11}; the text is to be an address. */
    static String canonical(String text) {
        List<String> groups = groups(text);
        int start = 0;
        int length = 0;
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && groups.get(end).equals("0")) {
                end++;
            }
            if (end - i > length) {
                start = i;
                length = end - i;
            }
        }
        if (length < 2) {
            return String.join(":", groups);
        }
        return String.join(":", groups.subList(0, start)) + "::"
                + String.join(":", groups.subList(start + length, GROUPS));
    }

    private static List<String> groups(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return hex(text);
        }
        List<String> groups = hex(text.substring(0, gap));
        List<String> last = hex(text.substring(gap + 2));
        while (groups.size() + last.size() < GROUPS) {
            groups.add("0");
        }
        groups.addAll(last);
        return groups;
    }

    private static List<String> hex(String text) {
        List<String> groups = new ArrayList<>();
        if (!text.isEmpty()) {
            for (String group : text.split(":")) {
                groups.add(Integer.toHexString(Integer.parseInt(group, 16)));
            }
        }
        return groups;
    }
}
