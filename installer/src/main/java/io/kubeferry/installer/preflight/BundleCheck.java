package io.kubeferry.installer.preflight;

import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.NodeFacts;
import io.kubeferry.installer.phase.Target;
import io.kubeferry.installer.site.ControlPlaneEndpoint.Provider;
import io.kubeferry.installer.site.Node;
import io.kubeferry.manifests.bundle.BundleManifest;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.failure.Problems;
import io.kubeferry.manifests.kubernetes.NetworkManifest;
import io.kubeferry.manifests.kubernetes.PodSubnet;

/** Whether the bundle has what this site's machines and its endpoint want. */
final class BundleCheck implements Check {
    @Override
    public void check(Target target, Facts facts, Problems problems) {
        BundleManifest bundle = target.bundle();
        for (NodeFacts node : facts.nodes().values()) {
            if (!bundle.platforms().contains(node.platform())) {
                problems.add(
                        node.node(),
                        "the machine is " + node.platform() + ", the bundle " + bundle.title() + " carries "
                                + bundle.platforms(),
                        "build a bundle with this platform");
            }
        }
        checkNetwork(target, problems);
        boolean balanced = bundle.loadBalancer()
                .filter(balancer -> balancer.provider().equals("haproxy"))
                .isPresent();
        if (target.site().endpoint().provider() == Provider.HAPROXY && !balanced) {
            problems.add(
                    bundle.title(),
                    "the site's endpoint is to be served by haproxy, and the bundle does not carry it",
                    "build a bundle with loadBalancer: {haproxy: {}}, or give the site an external endpoint");
        }
    }

    /** The values of the site are written into the manifest now, so that a wrong one is told before anything is done. */
    private static void checkNetwork(Target target, Problems problems) {
        try {
            NetworkManifest network =
                    NetworkManifest.of(target.bundle().network().provider());
            String manifest = network.withPodSubnet(
                    target.networkManifest(),
                    PodSubnet.parse(target.site().network().podSubnet()));
            network.withNodeAddresses(
                    manifest, target.site().nodes().stream().map(Node::address).toList());
        } catch (Failure e) {
            e.problems().forEach(problem -> problems.add(problem.where(), problem.what(), problem.next()));
        }
    }
}
