package io.kubeferry.installer.phase.controlplane;

import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.kubeadm.KubeadmConfig;
import io.kubeferry.installer.kubeadm.KubeadmNode;
import io.kubeferry.installer.kubeadm.KubeadmPatches;
import io.kubeferry.installer.phase.prepare.PrepareMachines;
import io.kubeferry.installer.plan.Action.Place;
import io.kubeferry.installer.plan.FileContent.Text;
import io.kubeferry.installer.plan.PlannedFile;
import io.kubeferry.installer.site.Node;
import java.util.ArrayList;
import java.util.List;

/** The configuration files that kubeadm is called with; they hold secrets of the run. */
final class KubeadmFiles {
    static final String INIT = "/etc/kubeferry/kubeadm/init.yaml";
    static final String JOIN = "/etc/kubeferry/kubeadm/join.yaml";

    static final String ETCD = "/etc/kubeferry/kubeadm/etcd.yaml";

    private final KubeadmConfig config;
    private final KubeadmPatches patches;
    private final Facts facts;

    KubeadmFiles(Target target, Facts facts) {
        this.config = new KubeadmConfig(target.site(), target.kubernetes());
        this.patches = new KubeadmPatches(target.site(), target.kubernetes().version());
        this.facts = facts;
    }

    /** What an init or a join is told beside the files; a worker has no static pods of kubeadm's. */
    List<String> flags(Node node) {
        return node.isControlPlane() ? patches.flags() : List.of();
    }

    /** What the cluster is begun with, and its credentials for others are made with. */
    Place init(Node leader) {
        boolean mayWriteConntrack = facts.nodes().values().stream()
                .allMatch(node -> node.machine().protection().mayWriteConntrack());
        return secret(
                "kubeadm's configuration of the cluster", INIT, config.init(node(leader), mayWriteConntrack), leader);
    }

    /** What a node joins with. */
    Place join(Node node) {
        return secret("kubeadm's configuration of this node", JOIN, config.join(node(node)), node);
    }

    private KubeadmNode node(Node node) {
        return new KubeadmNode(
                node, PrepareMachines.resolver(facts.node(node.name()).machine().network()));
    }

    /** The files of the folder of patches. */
    static List<PlannedFile> folder(KubeadmPatches patches) {
        List<PlannedFile> files = new ArrayList<>();
        patches.files()
                .forEach((name, patch) -> files.add(PlannedFile.text(KubeadmPatches.FOLDER + "/" + name, patch)));
        return files;
    }

    private Place secret(String describe, String path, String text, Node node) {
        List<PlannedFile> files = new ArrayList<>();
        files.add(new PlannedFile(path, PlannedFile.SECRET, new Text(text)));
        if (node.isControlPlane() || patches.inConfiguration()) {
            files.addAll(folder(patches));
        }
        return new Place(describe, files);
    }
}
