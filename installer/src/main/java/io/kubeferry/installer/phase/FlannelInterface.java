package io.kubeferry.installer.phase;

import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.Site;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells Flannel which interface leads to the other nodes. By itself it takes the one of the default route, and does not
 * start where there is none.
 */
final class FlannelInterface {
    /** The argument that every manifest of Flannel's has, on a line of its own. */
    private static final Pattern ARGUMENT = Pattern.compile("(?m)^( *)- --kube-subnet-mgr *$");

    private FlannelInterface() {}

    /** The manifest with one argument more: the interface that has one of the nodes' addresses. */
    static String given(String manifest, Site site) {
        String addresses = site.nodes().stream()
                .map(Node::address)
                .map(address -> address.replace(".", "[.]"))
                .collect(Collectors.joining("|"));
        return ARGUMENT.matcher(manifest).replaceAll("$0\n$1- --iface-regex=^(" + addresses + ")\\$");
    }
}
