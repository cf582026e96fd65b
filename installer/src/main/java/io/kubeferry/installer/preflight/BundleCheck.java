package io.kubeferry.installer.preflight;

import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.NodeFacts;
import io.kubeferry.installer.phase.Target;
import io.kubeferry.installer.site.ControlPlaneEndpoint.Provider;
import io.kubeferry.manifests.bundle.BundleManifest;
import io.kubeferry.manifests.failure.Problems;

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
        String network = bundle.network().provider();
        if (!network.equals("flannel")) {
            problems.add(
                    bundle.title(),
                    "it carries the network " + network + ", this installer brings up flannel",
                    "build a bundle with network: {flannel: …}");
        }
        Provider provider = target.site().endpoint().provider();
        boolean balanced = bundle.loadBalancer()
                .filter(balancer -> balancer.provider().equals(provider.label()))
                .isPresent();
        if (provider.isOurs() && !balanced) {
            String carried = bundle.loadBalancer()
                    .map(balancer -> "carries " + balancer.provider())
                    .orElse("carries no load balancer");
            problems.add(
                    bundle.title(),
                    "the site's endpoint is to be served by " + provider.label() + ", and the bundle " + carried,
                    "build a bundle with loadBalancer: {" + provider.label()
                            + ": {}}, or give the site an external endpoint");
        }
    }
}
