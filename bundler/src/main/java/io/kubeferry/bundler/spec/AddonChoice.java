package io.kubeferry.bundler.spec;

import io.kubeferry.manifests.kubernetes.ImagePlaces;
import java.util.List;
import java.util.Optional;

/** An item of {@code addons}. */
public sealed interface AddonChoice {
    /** How the add-on is called. */
    String name();

    /**
     * An add-on of the catalogue.
     *
     * @param version empty for the one that goes with the Kubernetes release
     */
    record Catalogued(String name, Optional<String> version) implements AddonChoice {}

    /**
     * Manifests of the author's own.
     *
     * @param manifests in the order in which they are applied
     * @param places where they name images besides in their pods
     */
    record Own(String name, List<OwnManifest> manifests, ImagePlaces places) implements AddonChoice {
        public Own {
            manifests = List.copyOf(manifests);
        }
    }
}
