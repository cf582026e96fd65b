package io.kubeferry.installer.kubeadm;

import io.kubeferry.installer.site.DataFolders;
import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.Site;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What kubeadm is told of one node.
 *
 * @param resolvConf the file that pods with the node's own DNS settings get; empty for the node's {@code resolv.conf}
 */
public record KubeadmNode(Node node, Optional<String> resolvConf) {
    /** The kubelet's own flags. Without an address it would take the one of the default route, which there may not be. */
    Map<String, String> kubeletArguments(Site site) {
        Map<String, String> arguments =
                new TreeMap<>(site.customisation().kubelet().arguments());
        arguments.put(
                "node-ip",
                node.ipv6().map(second -> node.address() + "," + second).orElse(node.address()));
        resolvConf.ifPresent(file -> arguments.put("resolv-conf", file));
        if (!site.folders().kubelet().equals(DataFolders.STANDARD.kubelet())) {
            arguments.put("root-dir", site.folders().kubelet());
        }
        if (!node.labels().isEmpty()) {
            arguments.put(
                    "node-labels",
                    node.labels().entrySet().stream()
                            .map(label -> label.getKey() + "=" + label.getValue())
                            .collect(Collectors.joining(",")));
        }
        return arguments;
    }
}
