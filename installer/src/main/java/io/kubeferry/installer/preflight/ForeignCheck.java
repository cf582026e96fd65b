package io.kubeferry.installer.preflight;

import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.Membership;
import io.kubeferry.installer.facts.NodeFacts;
import io.kubeferry.installer.site.Cidr;
import io.kubeferry.installer.site.ClusterNetwork;
import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.Site;
import io.kubeferry.manifests.failure.Problems;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Whether the machines belong to something else: another cluster, another runtime, another release. */
final class ForeignCheck implements Check {
    @Override
    public void check(Target target, Facts facts, Problems problems) {
        Membership membership = new Membership(target.site(), facts);
        for (Node node : target.site().nodes()) {
            NodeFacts seen = facts.node(node.name());
            checkPrograms(seen, problems);
            if (!membership.begun(node)) {
                checkRemains(target.site(), node, seen, problems);
            }
            if (membership.hasTraces(node) && !membership.begun(node)) {
                problems.add(
                        node.name(),
                        "the machine is, or was, a member of a cluster that Kubeferry did not make: there are "
                                + seen.loose().stream().sorted().toList(),
                        "if nobody needs it any more, run 'kubeadm reset' there and remove what it names");
            }
            if (membership.isDamaged(node)) {
                problems.add(
                        node.name(),
                        "the machine is a member of the cluster and lacks a part of it; there are "
                                + seen.loose().stream().sorted().toList(),
                        "put back what is missing in /etc/kubernetes, or give up what is on the machine with"
                                + " 'kubeadm reset' there");
            }
        }
        checkVersions(target, facts, problems);
        checkPodRanges(target, facts, problems);
    }

    private static void checkPrograms(NodeFacts node, Problems problems) {
        List<String> programs = node.loose().stream()
                .filter(path -> path.startsWith("/usr/"))
                .sorted()
                .toList();
        if (!programs.isEmpty()) {
            problems.add(
                    node.node(),
                    "there is " + String.join(", ", programs) + ", which Kubeferry did not bring",
                    "remove it with the package it came with: two of them would fight over the machine's containers");
        }
    }

    /** What another installation, or a disk of its own, has left where ours begins. */
    private static void checkRemains(Site site, Node node, NodeFacts seen, Problems problems) {
        List<String> units = below("/etc/systemd/system/", seen);
        if (!units.isEmpty()) {
            problems.add(
                    node.name(),
                    "there is " + String.join(", ", units)
                            + ", which would change how containerd or the kubelet starts",
                    "remove it, or move what it sets to spec.kubernetes in the site's file");
        }
        List<String> networks = below("/etc/cni/net.d/", seen);
        if (!networks.isEmpty()) {
            problems.add(
                    node.name(),
                    "there is " + String.join(", ", networks) + ": pods would get another network than the cluster's",
                    "remove it with the program that it belongs to (podman, another network), or move it away");
        }
        boolean member = node.isControlPlane() && site.etcd().isStacked();
        List<String> data = below(site.folders().etcd() + "/", seen).stream()
                .filter(path -> !path.endsWith("/member"))
                .toList();
        if (member && !data.isEmpty()) {
            problems.add(
                    node.name(),
                    "there is " + String.join(", ", data) + ", and kubeadm begins etcd in an empty folder only",
                    "remove it; where the folder is a file system of its own (lost+found), name a folder below it in"
                            + " spec.folders.etcd");
        }
    }

    private static List<String> below(String folder, NodeFacts seen) {
        return seen.loose().stream()
                .filter(path -> path.startsWith(folder))
                .sorted()
                .toList();
    }

    /** An init decides it; networks that were told another one later leave half of the pods without a way. */
    private static void checkPodRanges(Target target, Facts facts, Problems problems) {
        ClusterNetwork wanted = target.site().network();
        Set<String> others = new TreeSet<>();
        facts.cluster().podRanges().values().stream()
                .flatMap(Set::stream)
                .filter(range -> wanted.podRanges().stream()
                        .noneMatch(own -> Cidr.around(range).overlaps(own)))
                .forEach(others::add);
        if (!others.isEmpty()) {
            problems.add(
                    "spec.network.podSubnet",
                    "it is " + wanted.podSubnet() + ", and the cluster's nodes give their pods addresses of "
                            + String.join(", ", others),
                    "write the range that the cluster was begun with: it cannot be changed afterwards");
        }
    }

    private static void checkVersions(Target target, Facts facts, Problems problems) {
        String wanted = target.kubernetes().version().toString();
        facts.cluster().nodeVersions().forEach((node, version) -> {
            if (!version.equals(wanted)) {
                problems.add(
                        node,
                        "it runs Kubernetes " + version + ", the bundle brings " + wanted,
                        "'install' does not change a cluster's release; take the bundle that it was made with");
            }
        });
    }
}
