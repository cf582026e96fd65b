package io.kubeferry.installer.phase.runtime;

import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.desired.Tools;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.NodeFacts;
import io.kubeferry.installer.phase.Actions;
import io.kubeferry.installer.phase.Phase;
import io.kubeferry.installer.phase.Wanted;
import io.kubeferry.installer.plan.Action;
import io.kubeferry.installer.plan.Action.Place;
import io.kubeferry.installer.plan.PhasePlan;
import io.kubeferry.installer.plan.PhasePlan.Order;
import io.kubeferry.installer.plan.PlannedFile;
import io.kubeferry.installer.plan.Step;
import io.kubeferry.installer.service.Units;
import java.util.ArrayList;
import java.util.List;

/** kubeadm, kubelet, kubectl and crictl. The kubelet is started by kubeadm, when there is something for it to do. */
public final class InstallKubernetesTools implements Phase {
    private static final List<String> TOOLS = List.of("crictl", "kubeadm", "kubectl", "kubelet");
    private static final String CRICTL_CONFIG = """
            runtime-endpoint: unix:///run/containerd/containerd.sock
            image-endpoint: unix:///run/containerd/containerd.sock
            timeout: 30
            """;

    @Override
    public PhasePlan plan(Target target, Facts facts) {
        List<Step> steps = target.site().nodes().stream()
                .map(node -> new Step(node.name(), install(target, facts.node(node.name()))))
                .toList();
        return new PhasePlan("InstallKubernetesTools", Order.ALL_NODES, steps);
    }

    private static List<Action> install(Target target, NodeFacts facts) {
        List<Action> actions = new ArrayList<>();
        List<PlannedFile> missing = Wanted.missing(facts, files(target, facts));
        if (!missing.isEmpty()) {
            actions.add(new Place("kubeadm, kubelet, kubectl and crictl", missing));
            actions.addAll(Actions.relabel(facts, missing));
        }
        if (!missing.isEmpty() || !facts.services().getOrDefault("kubelet", "").endsWith("/enabled")) {
            actions.add(Actions.systemctl("read the units again", "daemon-reload"));
            actions.add(Actions.systemctl("have kubelet.service started at boot", "enable", "kubelet.service")
                    .undoneBy("systemctl", "disable", "--now", "kubelet.service"));
        }
        return actions;
    }

    private static List<PlannedFile> files(Target target, NodeFacts facts) {
        Tools tools = new Tools(target, facts.platform());
        List<PlannedFile> files = new ArrayList<>();
        TOOLS.forEach(tool -> files.add(tools.program(tool, "/usr/local/bin/" + tool)));
        files.add(PlannedFile.text("/etc/crictl.yaml", CRICTL_CONFIG));
        files.add(PlannedFile.text(Units.KUBELET, Units.kubelet()));
        files.add(PlannedFile.text(Units.KUBELET_DROP_IN, Units.kubeletDropIn()));
        return files;
    }
}
