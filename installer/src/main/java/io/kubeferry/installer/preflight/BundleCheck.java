package io.kubeferry.installer.preflight;

import io.kubeferry.installer.desired.SiteNetwork;
import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.NodeFacts;
import io.kubeferry.installer.site.ControlPlaneEndpoint.Provider;
import io.kubeferry.manifests.bundle.BundleManifest;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.failure.Problems;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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
        checkNetwork(target, facts, problems);
        checkPlugins(target, problems);
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

    /** The values of the site are written into the manifest now, so that a wrong one is told before anything is done. */
    private static void checkNetwork(Target target, Facts facts, Problems problems) {
        try {
            SiteNetwork.manifest(target, facts);
        } catch (Failure e) {
            e.problems().forEach(problem -> problems.add(problem.where(), problem.what(), problem.next()));
        }
    }

    private static void checkPlugins(Target target, Problems problems) {
        BundleManifest bundle = target.bundle();
        Set<String> carried = bundle.files().stream()
                .filter(file ->
                        file.name().equals("cni-plugins") && target.archives().has(file.digest()))
                .flatMap(file -> target.archives().of(file.digest()).stream())
                .map(member -> member.member().substring(member.member().lastIndexOf('/') + 1))
                .collect(Collectors.toSet());
        List<String> lacking = SiteNetwork.needsIfKnown(target).plugins().stream()
                .filter(plugin -> !carried.contains(plugin))
                .toList();
        if (!lacking.isEmpty()) {
            problems.add(
                    bundle.title(),
                    "the network " + bundle.network().provider() + " calls the CNI plugins "
                            + String.join(", ", lacking) + ", which the bundle's cni-plugins do not have",
                    "build a bundle with another release of cni-plugins");
        }
    }
}
