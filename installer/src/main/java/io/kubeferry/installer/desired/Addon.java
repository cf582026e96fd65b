package io.kubeferry.installer.desired;

import io.kubeferry.manifests.kubernetes.ManifestObject;
import java.util.List;

/**
 * An add-on as the bundle carries it.
 *
 * @param name as its folder on the node is called
 * @param version as upstream writes it; empty for manifests of the bundle's author
 * @param manifests in the order in which they are applied
 */
public record Addon(String name, String version, List<Manifest> manifests) {
    public Addon {
        manifests = List.copyOf(manifests);
    }

    /** A manifest with what it makes. */
    public record Manifest(String text, List<ManifestObject> objects) {
        public Manifest {
            objects = List.copyOf(objects);
        }

        /** Reads a manifest. */
        public static Manifest of(String name, String text) {
            return new Manifest(text, ManifestObject.of(name, text));
        }
    }

    /** Name and version, as a person calls it. */
    public String title() {
        return version.isEmpty() ? name : name + " " + version;
    }

    /** Everything that its manifests make, in their order. */
    public List<ManifestObject> objects() {
        return manifests.stream()
                .flatMap(manifest -> manifest.objects().stream())
                .toList();
    }
}
