package io.kubeferry.installer.kubeadm;

import io.kubeferry.installer.site.Node;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What kubeadm is told of one node.
 *
 * @param resolvConf the file that pods with the node's own DNS settings get; empty for the node's {@code resolv.conf}
 */
public record KubeadmNode(Node node, Optional<String> resolvConf) {
    /** The kubelet's own flags. Without an address it would take the one of the default route, which there may not be. */
    Map<String, String> kubeletArguments() {
        Map<String, String> arguments = new TreeMap<>(Map.of("node-ip", node.address()));
        resolvConf.ifPresent(file -> arguments.put("resolv-conf", file));
        return arguments;
    }
}
