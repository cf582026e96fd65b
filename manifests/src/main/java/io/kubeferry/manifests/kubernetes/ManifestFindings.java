package io.kubeferry.manifests.kubernetes;

import io.kubeferry.manifests.failure.Problem;
import io.kubeferry.manifests.image.ImageReference;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** What in a manifest is no error and yet a person should know before it is carried to a place without a network. */
public final class ManifestFindings {
    private ManifestFindings() {}

    /**
     * The findings, in the order of the file: an image whose tag moves, an image that is pulled at each start of its
     * container, and what stands for an image in a custom resource and is none.
     */
    public static List<Problem> of(String name, String manifest, ImagePlaces places) {
        Collector collector = new Collector(name);
        ImageSearch.through(name, manifest, places, collector);
        return new ArrayList<>(collector.findings);
    }

    private static final class Collector implements ImageSearch.Found {
        private final String name;
        private final Set<Problem> findings = new LinkedHashSet<>();

        Collector(String name) {
            this.name = name;
        }

        @Override
        public void image(ImageReference image, ScalarNode text, Node holder) {
            String where = ManifestNodes.place(name, text.getStartMark());
            boolean moves = image.digest().isEmpty()
                    && image.tag().filter("latest"::equals).isPresent();
            if (moves) {
                findings.add(new Problem(
                        where,
                        image + " is another image tomorrow, and is pulled at each start of its container",
                        "name a version in the manifest; the lock pins what it is today"));
            }
            ManifestNodes.find(holder, "imagePullPolicy")
                    .filter(policy -> policy instanceof ScalarNode scalar
                            && scalar.getValue().equals("Always")
                            && !moves)
                    .ifPresent(policy -> findings.add(new Problem(
                            ManifestNodes.place(name, policy.getStartMark()),
                            image + " is pulled at each start of its container (imagePullPolicy: Always)",
                            "it starts only while a registry of the site answers; IfNotPresent would not need one")));
        }

        @Override
        public void noImage(String where, String what) {
            findings.add(new Problem(
                    where,
                    what,
                    "it is in a custom resource and not carried; declare its image if the site needs one"));
        }
    }
}
