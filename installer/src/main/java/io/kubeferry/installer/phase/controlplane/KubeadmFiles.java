package io.kubeferry.installer.phase.controlplane;

import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.kubeadm.KubeadmConfig;
import io.kubeferry.installer.kubeadm.KubeadmNode;
import io.kubeferry.installer.phase.prepare.PrepareMachines;
import io.kubeferry.installer.plan.Action.Place;
import io.kubeferry.installer.plan.FileContent.Text;
import io.kubeferry.installer.plan.PlannedFile;
import io.kubeferry.installer.site.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The configuration files that kubeadm is called with; they hold secrets of the run. */
final class KubeadmFiles {
    static final String INIT = "/etc/kubeferry/kubeadm/init.yaml";
    static final String JOIN = "/etc/kubeferry/kubeadm/join.yaml";

    static final String ETCD = "/etc/kubeferry/kubeadm/etcd.yaml";

    private final KubeadmConfig config;
    private final Map<String, String> patches;
    private final Facts facts;

    KubeadmFiles(Target target, Facts facts) {
        this.config = new KubeadmConfig(target.site(), target.kubernetes());
        this.patches = target.site().customisation().patches();
        this.facts = facts;
    }

    /** What an init or a join is told beside the files. */
    List<String> flags() {
        return config.flags();
    }

    /** What the cluster is begun with, and its credentials for others are made with. */
    Place init(Node leader) {
        boolean mayWriteConntrack = facts.nodes().values().stream()
                .allMatch(node -> node.machine().protection().mayWriteConntrack());
        return secret("kubeadm's configuration of the cluster", INIT, config.init(node(leader), mayWriteConntrack));
    }

    /** What a node joins with. */
    Place join(Node node) {
        return secret("kubeadm's configuration of this node", JOIN, config.join(node(node)));
    }

    private KubeadmNode node(Node node) {
        return new KubeadmNode(
                node, PrepareMachines.resolver(facts.node(node.name()).machine().network()));
    }

    private Place secret(String describe, String path, String text) {
        List<PlannedFile> files = new ArrayList<>();
        files.add(new PlannedFile(path, PlannedFile.SECRET, new Text(text)));
        patches.forEach((name, patch) -> files.add(PlannedFile.text(KubeadmConfig.PATCHES + "/" + name, patch)));
        return new Place(describe, files);
    }
}
