package io.kubeferry.installer.phase.runtime;

import io.kubeferry.installer.desired.BootImages;
import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.NodeFacts;
import io.kubeferry.installer.phase.Actions;
import io.kubeferry.installer.phase.Phase;
import io.kubeferry.installer.plan.Action;
import io.kubeferry.installer.plan.Action.Run;
import io.kubeferry.installer.plan.PhasePlan;
import io.kubeferry.installer.plan.PhasePlan.Order;
import io.kubeferry.installer.plan.Step;
import io.kubeferry.installer.service.ContainerdVersion;
import io.kubeferry.installer.service.RegistryHosts;
import io.kubeferry.manifests.image.ImageReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a node needs to boot is pulled ahead and pinned, so that neither a registry nor the kubelet's clearing of disk space
 * stands between a node and its start.
 */
public final class PullBootImages implements Phase {
    private static final String PIN = "io.cri-containerd.pinned=pinned";

    @Override
    public PhasePlan plan(Target target, Facts facts) {
        List<String> pull = pull(ContainerdVersion.parse(target.kubernetes().toolVersion("containerd")));
        List<Step> steps = target.site().nodes().stream()
                .map(node -> new Step(node.name(), actions(pull, BootImages.of(target, node), facts.node(node.name()))))
                .toList();
        return new PhasePlan("PullBootImages", Order.ALL_NODES, steps);
    }

    /**
     * From 2.0 on ctr fetches every child of an index, of every platform, unless it is told not to; the site's registries
     * hold the children of the site's platforms.
     */
    private static List<String> pull(ContainerdVersion containerd) {
        List<String> command = new ArrayList<>(
                List.of("ctr", "--namespace", "k8s.io", "images", "pull", "--hosts-dir", RegistryHosts.FOLDER));
        if (containerd.isAtLeast(2, 0)) {
            command.add("--skip-metadata");
        }
        return command;
    }

    private static List<Action> actions(List<String> pull, Collection<ImageReference> images, NodeFacts facts) {
        List<Action> actions = new ArrayList<>();
        for (ImageReference image : images) {
            String reference = image.toString();
            if (!facts.images().contains(reference)) {
                actions.add(Run.of("pull " + reference, Actions.LONG, command(pull, reference)));
                actions.add(Run.of(
                        "pin " + reference,
                        Actions.SHORT,
                        "ctr",
                        "--namespace",
                        "k8s.io",
                        "images",
                        "label",
                        reference,
                        PIN));
            }
        }
        return actions;
    }

    private static String[] command(List<String> pull, String reference) {
        return Stream.concat(pull.stream(), Stream.of(reference)).toArray(String[]::new);
    }
}
