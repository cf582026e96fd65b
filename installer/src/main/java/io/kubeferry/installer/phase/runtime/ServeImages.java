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
import io.kubeferry.installer.plan.FileContent.Blob;
import io.kubeferry.installer.plan.FileContent.SiteCertificate;
import io.kubeferry.installer.plan.FileContent.Text;
import io.kubeferry.installer.plan.PhasePlan;
import io.kubeferry.installer.plan.PhasePlan.Order;
import io.kubeferry.installer.plan.PlannedFile;
import io.kubeferry.installer.plan.Step;
import io.kubeferry.installer.registry.RegistryConfig;
import io.kubeferry.installer.registry.RegistryStorage;
import io.kubeferry.installer.service.Units;
import io.kubeferry.installer.site.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * The site's registry on every control plane. Its storage is written first, each blob once; the registry then only reads
 * it.
 */
public final class ServeImages implements Phase {
    private static final String UNIT = "kubeferry-registry.service";

    @Override
    public PhasePlan plan(Target target, Facts facts) {
        List<Step> steps = target.site().controlPlanes().stream()
                .map(node -> new Step(node.name(), serve(target, node, facts.node(node.name()))))
                .toList();
        return new PhasePlan("ServeImages", Order.ALL_NODES, steps);
    }

    private static List<Action> serve(Target target, Node node, NodeFacts facts) {
        List<Action> actions = new ArrayList<>();
        List<PlannedFile> storage = RegistryStorage.files(target.bundle()).stream()
                .filter(file -> !isStored(facts, file))
                .toList();
        if (!storage.isEmpty()) {
            actions.add(new Place("the images of " + target.bundle().title(), storage));
        }
        List<PlannedFile> missing = new ArrayList<>(Wanted.missing(facts, files(target, node, facts)));
        missing.addAll(missing(facts, certificate(node)));
        if (!missing.isEmpty()) {
            actions.add(new Place("the site's registry", missing));
            actions.addAll(Actions.relabel(facts, missing));
        }
        if (!missing.isEmpty() || !"active/enabled".equals(facts.services().get("kubeferry-registry"))) {
            actions.addAll(Actions.start(UNIT));
        }
        // kubectl is the one client of HTTPS on every node. Without credentials it would ask for a user's name; the
        // registry does not read the token.
        if (!actions.isEmpty()) {
            actions.add(Actions.await(
                    "wait until the registry answers",
                    Actions.SHORT,
                    "kubectl",
                    "--server",
                    "https://" + node.address() + ":" + RegistryConfig.PORT,
                    "--certificate-authority",
                    AuthorityFiles.FOLDER + "ca.crt",
                    "--token",
                    "none",
                    "--request-timeout",
                    "5s",
                    "get",
                    "--raw",
                    "/v2/"));
        }
        return actions;
    }

    /** Whether the storage has a blob of this size under this digest, or a link of this content. */
    private static boolean isStored(NodeFacts facts, PlannedFile file) {
        if (file.content() instanceof Blob blob) {
            return Long.valueOf(blob.size())
                    .equals(facts.registryBlobs().get(blob.digest().hex()));
        }
        String path = file.path().substring(RegistryConfig.STORAGE.length() + 1);
        return file.content() instanceof Text link
                && link.text().strip().equals(facts.registryLinks().get(path));
    }

    /** A certificate without its key is of no use: they are issued together. */
    private static List<PlannedFile> missing(NodeFacts facts, List<PlannedFile> pair) {
        return Wanted.missing(facts, pair).isEmpty() ? List.of() : pair;
    }

    private static List<PlannedFile> certificate(Node node) {
        return List.of(
                new PlannedFile(
                        RegistryConfig.KEY,
                        PlannedFile.SECRET,
                        new SiteCertificate("key", node.name(), node.address())),
                new PlannedFile(
                        RegistryConfig.CERTIFICATE,
                        PlannedFile.PLAIN,
                        new SiteCertificate("certificate", node.name(), node.address())));
    }

    private static List<PlannedFile> files(Target target, Node node, NodeFacts facts) {
        return List.of(
                new Tools(target, facts.platform()).program("registry", Units.REGISTRY_PROGRAM),
                PlannedFile.text(RegistryConfig.FILE, RegistryConfig.text(node.address())),
                PlannedFile.text(Units.REGISTRY, Units.registry()));
    }
}
