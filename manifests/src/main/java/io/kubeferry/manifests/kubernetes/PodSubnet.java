package io.kubeferry.manifests.kubernetes;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The networks that pods get their addresses from.
 *
 * @param ipv4 such as {@code 10.244.0.0/16}
 * @param ipv6 for dual stack, such as {@code fd00:10:244::/56}
 */
public record PodSubnet(String ipv4, Optional<String> ipv6) {
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}/(3[0-2]|[12]?[0-9])");

    /** Eight groups, or fewer with one {@code ::} among them. */
    private static final String GROUP = "[0-9a-fA-F]{1,4}";

    private static final Pattern IPV6 =
            Pattern.compile("(?=[^/]*::|(?:[^:/]*:){7}[^:/]*/)(?!.*::.*::)(?!(?:[^:/]*:){8,})" + "(::)?(" + GROUP
                    + "::?)*(" + GROUP + ")?/(12[0-8]|1[01][0-9]|[1-9]?[0-9])");

    public PodSubnet {
        if (!IPV4.matcher(ipv4).matches()) {
            throw new IllegalArgumentException("'" + ipv4 + "' is not an IPv4 network such as 10.244.0.0/16");
        }
        ipv6.filter(text -> !IPV6.matcher(text).matches()).ifPresent(text -> {
            throw new IllegalArgumentException("'" + text + "' is not an IPv6 network such as fd00:10:244::/56");
        });
    }

    /** Parses what kubeadm's {@code networking.podSubnet} takes: an IPv4 network, for dual stack an IPv6 one behind a comma. */
    public static PodSubnet parse(String text) {
        int comma = text.indexOf(',');
        return comma < 0
                ? new PodSubnet(text, Optional.empty())
                : new PodSubnet(text.substring(0, comma), Optional.of(text.substring(comma + 1)));
    }

    /** As kubeadm writes it. */
    @Override
    public String toString() {
        return ipv4 + ipv6.map(network -> "," + network).orElse("");
    }
}
