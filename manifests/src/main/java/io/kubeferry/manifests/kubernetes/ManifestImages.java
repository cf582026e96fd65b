package io.kubeferry.manifests.kubernetes;

import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.image.ImageReference;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the images that a Kubernetes manifest makes nodes pull.
 *
 * <p>Found without being told: every {@code image} of an item of {@code containers}, {@code initContainers} or
 * {@code ephemeralContainers}, and every image volume, at any depth of an object, through anchors and {@code <<} merges.
 * So pods, all kinds that have a pod template, Lists and custom resources that embed a pod are found alike. In places
 * that {@link ImagePlaces} declares: fields of custom resources, and arguments of containers.
 *
 * <p>Not found: images in texts, such as a manifest that a ConfigMap carries, in a container's environment, in a command
 * line for a shell, and what an operator that the manifest installs decides to run by itself. The schemas of
 * CustomResourceDefinitions name no images that anybody pulls and are passed over.
 */
public final class ManifestImages {
    private ManifestImages() {}

    /** The images of {@link #of(String, String, ImagePlaces)} with no places declared. */
    public static List<ImageReference> of(String name, String manifest) {
        return of(name, manifest, ImagePlaces.none());
    }

    /**
     * The images of a manifest of one or more documents, each once, in the order of their first appearance; none where
     * it has no workloads.
     *
     * @param name how the manifest is named in problems
     * @throws Failure with {@link ExitCode#INVALID_INPUT} where the manifest is not YAML, is empty, passes a limit or
     *     has an image that is none
     */
    public static List<ImageReference> of(String name, String manifest, ImagePlaces places) {
        Set<ImageReference> images = new LinkedHashSet<>();
        ImageSearch.through(name, manifest, places, (image, text, holder) -> images.add(image));
        return new ArrayList<>(images);
    }

    /**
     * The images of a manifest that cannot be without, such as a network's.
     *
     * @throws Failure also where it names none
     */
    public static List<ImageReference> atLeastOne(String name, String manifest, ImagePlaces places) {
        List<ImageReference> images = of(name, manifest, places);
        if (images.isEmpty()) {
            throw ManifestNodes.invalid(name + ":1:1", "it names no image: no object of it runs a container");
        }
        return images;
    }
}
