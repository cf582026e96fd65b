package io.kubeferry.installer.site;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The cluster's inner networks.
 *
 * @param podSubnet an IPv4 range; with both families, the IPv6 range behind a comma
 * @param serviceSubnet likewise
 */
public record ClusterNetwork(String podSubnet, String serviceSubnet, String dnsDomain) {
    /** The pods' ranges, IPv4 first. */
    public List<Cidr> podRanges() {
        return ranges(podSubnet);
    }

    /** The services' ranges, IPv4 first. */
    public List<Cidr> serviceRanges() {
        return ranges(serviceSubnet);
    }

    /** The pods' IPv6 range; empty where the cluster has one family. */
    public Optional<Cidr> podIpv6() {
        return podRanges().stream().filter(Cidr::isIpv6).findFirst();
    }

    private static List<Cidr> ranges(String subnet) {
        return Arrays.stream(subnet.split(",")).map(Cidr::parse).toList();
    }

    /**
     * Checks one range, or two of both families.
     *
     * @throws IllegalArgumentException with what is wrong
     */
    static List<Cidr> parse(String subnet) {
        List<Cidr> ranges = ranges(subnet);
        boolean single = ranges.size() == 1 && !ranges.get(0).isIpv6();
        boolean dual =
                ranges.size() == 2 && !ranges.get(0).isIpv6() && ranges.get(1).isIpv6();
        if (!single && !dual) {
            throw new IllegalArgumentException(
                    "'" + subnet + "' is neither an IPv4 range nor an IPv4 and an IPv6 range");
        }
        return ranges;
    }
}
