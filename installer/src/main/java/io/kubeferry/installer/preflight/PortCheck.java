package io.kubeferry.installer.preflight;

import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.Membership;
import io.kubeferry.installer.facts.NodeFacts;
import io.kubeferry.installer.phase.SiteNetwork;
import io.kubeferry.installer.phase.Target;
import io.kubeferry.installer.registry.RegistryConfig;
import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.Site;
import io.kubeferry.manifests.failure.Problems;
import java.util.Map;
import java.util.TreeMap;

/** Whether something else listens where a part of the cluster is to listen; members listen there themselves. */
final class PortCheck implements Check {
    @Override
    public void check(Target target, Facts facts, Problems problems) {
        Membership membership = new Membership(target.site(), facts);
        for (Node node : target.site().nodes()) {
            if (!membership.begun(node)) {
                check(node, wanted(target, node), facts.node(node.name()), problems);
            }
        }
    }

    private static void check(Node node, Map<Integer, String> wanted, NodeFacts facts, Problems problems) {
        boolean ownRegistry =
                facts.services().getOrDefault("kubeferry-registry", "").startsWith("active");
        wanted.forEach((port, user) -> {
            boolean ours = port == RegistryConfig.PORT && ownRegistry;
            if (facts.system().listening().contains(port) && !ours) {
                problems.add(
                        node.name(),
                        "something listens on TCP port " + port + ", which " + user + " needs",
                        "find it with 'ss --listening --tcp --processes' and stop it");
            }
        });
    }

    private static Map<Integer, String> wanted(Target target, Node node) {
        Site site = target.site();
        Map<Integer, String> ports = new TreeMap<>(Map.of(10250, "the kubelet"));
        if (node.isMember()) {
            ports.put(10256, "kube-proxy");
            SiteNetwork.needsIfKnown(target).ports().stream()
                    .filter(port -> port.protocol().equals("tcp"))
                    .forEach(port -> ports.put(
                            port.port(),
                            "the network " + target.bundle().network().provider()));
        }
        if (!node.isMember() || node.isControlPlane() && site.etcd().isStacked()) {
            ports.putAll(Map.of(2379, "etcd", 2380, "etcd", 2381, "etcd"));
        }
        if (node.isControlPlane()) {
            ports.putAll(Map.of(
                    10257,
                    "the controller manager",
                    10259,
                    "the scheduler",
                    RegistryConfig.PORT,
                    "the site's registry",
                    site.endpoint().apiServerPort(),
                    "the API server"));
            if (site.endpoint().provider().isProxy()) {
                ports.put(site.endpoint().port(), site.endpoint().provider().label());
            }
        }
        return ports;
    }
}
