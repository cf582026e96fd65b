package io.kubeferry.installer.preflight;

import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.Membership;
import io.kubeferry.installer.machine.Networking;
import io.kubeferry.installer.site.Cidr;
import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.Site;
import io.kubeferry.manifests.failure.Problems;

/** Whether the virtual address is free, and can be had by every control plane. */
final class EndpointCheck implements Check {
    @Override
    public void check(Target target, Facts facts, Problems problems) {
        Site site = target.site();
        if (!site.endpoint().provider().isOurs()) {
            return;
        }
        Membership membership = new Membership(site, facts);
        String address = site.endpoint().address();
        boolean begun = site.controlPlanes().stream().anyMatch(membership::begun);
        for (Node node : site.nodes()) {
            Networking network = facts.node(node.name()).machine().network();
            if (!begun && network.interfaceOf(address).isPresent()) {
                problems.add(
                        node.name(),
                        "it has the address " + address + ", which is to be the cluster's virtual one",
                        "take the address from the machine, or choose a free one for the endpoint");
            }
            if (node.isControlPlane()) {
                checkSubnet(node, network, address, problems);
            }
        }
    }

    private static void checkSubnet(Node node, Networking network, String address, Problems problems) {
        network.interfaces().values().stream()
                .flatMap(addresses -> addresses.stream())
                .filter(cidr -> cidr.startsWith(node.address() + "/"))
                .map(Cidr::around)
                .filter(subnet -> !subnet.contains(address))
                .forEach(subnet -> problems.add(
                        node.name(),
                        "its address " + node.address() + " is in " + subnet + ", the endpoint's address " + address
                                + " is not: it could not move there",
                        "choose an endpoint's address in the control planes' subnet, or an external endpoint"));
    }
}
