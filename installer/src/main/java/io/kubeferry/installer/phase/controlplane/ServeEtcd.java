package io.kubeferry.installer.phase.controlplane;

import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.Membership;
import io.kubeferry.installer.facts.NodeFacts;
import io.kubeferry.installer.kubeadm.EtcdClient;
import io.kubeferry.installer.kubeadm.EtcdNodeConfig;
import io.kubeferry.installer.kubeadm.KubeadmPatches;
import io.kubeferry.installer.phase.Actions;
import io.kubeferry.installer.phase.Phase;
import io.kubeferry.installer.phase.Wanted;
import io.kubeferry.installer.plan.Action;
import io.kubeferry.installer.plan.Action.Place;
import io.kubeferry.installer.plan.Action.Run;
import io.kubeferry.installer.plan.PhasePlan;
import io.kubeferry.installer.plan.PhasePlan.Order;
import io.kubeferry.installer.plan.PlannedFile;
import io.kubeferry.installer.plan.Step;
import io.kubeferry.installer.service.Units;
import io.kubeferry.installer.site.Etcd;
import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An etcd outside of the control planes, and what the API servers reach it with. On a machine of the etcd's own, kubeadm
 * writes the member's static pod, and a kubelet that belongs to no cluster runs it. A member starts without the others, and
 * is well when most of them are there: so all are begun before any is waited for.
 */
public final class ServeEtcd implements Phase {
    private static final String MANIFEST = "/etc/kubernetes/manifests/etcd.yaml";

    @Override
    public PhasePlan plan(Target target, Facts facts) {
        List<Step> steps = new ArrayList<>();
        if (!target.site().etcd().isStacked()) {
            target.site().etcdNodes().forEach(node -> steps.add(new Step(node.name(), serve(target, facts, node))));
            boolean changes = steps.stream().anyMatch(step -> !step.actions().isEmpty());
            if (changes || !new Membership(target.site(), facts).hasCluster()) {
                target.site().etcdNodes().forEach(node -> steps.add(Step.of(node.name(), awaitHealth(node))));
            }
            EtcdFiles files = new EtcdFiles(target.site(), facts);
            target.site().controlPlanes().forEach(node -> steps.add(reach(node, files.missingClient(node))));
            steps.add(beginEmpty(target, facts));
        }
        return new PhasePlan("ServeEtcd", Order.ONE_BY_ONE, steps);
    }

    /**
     * Before there is a cluster, nothing of one may be in etcd. What an attempt of ours has left is removed; of what somebody
     * else keeps there nothing is, and the attempt began only because there was none.
     */
    private static Step beginEmpty(Target target, Facts facts) {
        Site site = target.site();
        Membership membership = new Membership(site, facts);
        String first = site.firstControlPlane().name();
        if (membership.hasCluster()) {
            return new Step(first, List.of());
        }
        // Where an init or a join came to its end, there was a cluster, and its data may be all that is left of it.
        boolean attempted = site.controlPlanes().stream().anyMatch(membership::begun)
                && site.controlPlanes().stream().noneMatch(membership::completed);
        if (attempted) {
            return Step.of(
                    first,
                    Run.of(
                            "remove from etcd what the attempt to begin the cluster wrote there",
                            Actions.SHORT,
                            keys("clear", target)));
        }
        return site.etcd() instanceof Etcd.Existing
                ? Step.of(
                        first,
                        Run.of(
                                "see that etcd answers and that no cluster is in it",
                                Actions.SHORT,
                                keys("free", target)))
                : new Step(first, List.of());
    }

    private static String[] keys(String wanted, Target target) {
        return Actions.script(
                "etcd-keys.sh",
                Stream.concat(
                                Stream.of(
                                        wanted,
                                        target.kubernetes().image("etcd").toString(),
                                        EtcdClient.AUTHORITY,
                                        EtcdClient.CERTIFICATE,
                                        EtcdClient.KEY),
                                EtcdClient.endpoints(target.site()).stream())
                        .toArray(String[]::new));
    }

    private static Step reach(Node controlPlane, List<PlannedFile> missing) {
        return new Step(
                controlPlane.name(), missing.isEmpty() ? List.of() : List.of(new Place("the way to etcd", missing)));
    }

    private static List<Action> serve(Target target, Facts facts, Node node) {
        NodeFacts seen = facts.node(node.name());
        List<Action> actions = new ArrayList<>();
        List<PlannedFile> missing = new ArrayList<>(new EtcdFiles(target.site(), facts).missing(node));
        missing.addAll(Wanted.missing(seen, configurations(target, node)));
        if (!missing.isEmpty()) {
            actions.add(new Place("etcd's certificates and configurations", missing));
        }
        if (!missing.isEmpty() || !seen.loose().contains(MANIFEST)) {
            List<String> argv = new ArrayList<>(
                    List.of("kubeadm", "init", "phase", "etcd", "local", "--config", KubeadmFiles.ETCD));
            argv.addAll(patches(target).flags());
            actions.add(Run.of("write the static pod of this member", Actions.SHORT, argv.toArray(String[]::new))
                    .undoneBy(Actions.reset(target.kubernetes().version())));
        }
        if (!missing.isEmpty() || !"active/enabled".equals(seen.services().get("kubelet"))) {
            actions.addAll(Actions.start("kubelet.service"));
        }
        return actions;
    }

    private static List<PlannedFile> configurations(Target target, Node node) {
        EtcdNodeConfig config = new EtcdNodeConfig(target.site(), target.kubernetes());
        List<PlannedFile> files = new ArrayList<>(KubeadmFiles.folder(patches(target)));
        files.addAll(List.of(
                PlannedFile.text(KubeadmFiles.ETCD, config.kubeadm(node)),
                PlannedFile.text(Units.KUBELET_ALONE_CONFIG, config.kubelet()),
                PlannedFile.text(
                        Units.KUBELET_ALONE,
                        Units.kubeletAlone(target.kubernetes().version(), node.address()))));
        return files;
    }

    private static KubeadmPatches patches(Target target) {
        return new KubeadmPatches(target.site(), target.kubernetes().version());
    }

    /** Asked at the address that the API servers use, with a client's certificate: kubectl is the client on every node. */
    private static Action awaitHealth(Node node) {
        return Actions.await(
                "wait until etcd is well, seen from " + node.name(),
                Actions.LONG,
                "kubectl",
                "--server",
                "https://" + node.address() + ":2379",
                "--certificate-authority",
                EtcdFiles.FOLDER + "ca.crt",
                "--client-certificate",
                EtcdFiles.FOLDER + "healthcheck-client.crt",
                "--client-key",
                EtcdFiles.FOLDER + "healthcheck-client.key",
                "--request-timeout",
                "5s",
                "get",
                "--raw",
                "/health");
    }
}
