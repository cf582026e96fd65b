package io.kubeferry.manifests.closure;

import io.kubeferry.manifests.bundle.AddonComponent;
import io.kubeferry.manifests.bundle.BundleManifest;
import io.kubeferry.manifests.bundle.CarriedImage;
import io.kubeferry.manifests.closure.Need.Kind;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.kubernetes.ImagePlaces;
import io.kubeferry.manifests.kubernetes.ManifestImages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Goes through everything that a site will pull or run, and looks for each thing in the bundle. */
public final class ClosureProof {
    private final BundleManifest bundle;
    private final Contents contents;
    private final Entries entries;
    private final ImageNeeds images;
    private final List<Need> needs = new ArrayList<>();

    private ClosureProof(BundleManifest bundle, Contents contents) {
        this.bundle = bundle;
        this.contents = contents;
        this.entries = Entries.of(bundle);
        this.images = ImageNeeds.of(bundle.upgradeFrom(), bundle.kubernetes(), bundle.loadBalancer());
    }

    /**
     * Proves what can be proven; what cannot be is among the needs as a gap.
     *
     * @param bundle what the bundle says of itself
     * @param contents read only for blobs that the bundle lists
     */
    public static Closure of(BundleManifest bundle, Contents contents) throws IOException {
        return new ClosureProof(bundle, contents).prove();
    }

    private Closure prove() throws IOException {
        packagedManifests();
        bundle.images().forEach(image -> image.neededBy().forEach(who -> images.add(image.reference(), who)));
        Map<ImageReference, List<String>> all = images.all();
        all.forEach(this::image);
        for (CarriedImage image : bundle.images()) {
            needs.addAll(ImageProof.of(
                    image, all.getOrDefault(image.reference(), List.of("bundle.json")), bundle, entries, contents));
        }
        needs.addAll(ReleaseProof.of(bundle));
        needs.addAll(FileProof.of(bundle, entries));
        return new Closure(needs, all);
    }

    private void packagedManifests() throws IOException {
        String network =
                ImageNeeds.network(bundle.network().provider(), bundle.network().version());
        packaged(bundle.network().manifest(), network, ImagePlaces.none());
        images.addAll(bundle.network().images(), network);
        for (AddonComponent addon : bundle.addons()) {
            for (Digest manifest : addon.manifests()) {
                packaged(manifest, ImageNeeds.addon(addon), addon.places());
            }
            images.addAll(addon.images(), ImageNeeds.addon(addon));
        }
    }

    /** The carried bytes are what is applied on the site, so it is they that are searched. */
    private void packaged(Digest manifest, String who, ImagePlaces places) throws IOException {
        String what = "the manifest " + manifest.brief();
        if (!entries.has(manifest)) {
            needs.add(Need.missing(Kind.PACKAGED, what, List.of(who), "no blob " + manifest + " is carried"));
            return;
        }
        try {
            List<ImageReference> found = imagesOf(contents.text(manifest), who, places);
            images.addAll(found, who);
            needs.add(Need.met(Kind.PACKAGED, what, List.of(who), "names " + found.size() + " images"));
        } catch (IllegalArgumentException e) {
            needs.add(Need.missing(Kind.PACKAGED, what, List.of(who), "it cannot be read: " + e.getMessage()));
        }
    }

    private static List<ImageReference> imagesOf(String manifest, String who, ImagePlaces places) {
        try {
            return ManifestImages.of(who, manifest, places);
        } catch (Failure e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private void image(ImageReference reference, List<String> who) {
        Optional<CarriedImage> carried = bundle.images().stream()
                .filter(image -> serves(image, reference))
                .findFirst();
        String what = "image " + reference;
        needs.add(carried.map(
                        image -> Need.met(Kind.IMAGE, what, who, image.digest().toString()))
                .orElseGet(() -> Need.missing(Kind.IMAGE, what, who, "no image of this name is carried")));
    }

    /** A pull by digest asks for nothing else; one by tag finds what the site's registry has under that tag. */
    private static boolean serves(CarriedImage image, ImageReference wanted) {
        boolean same = image.reference().name().equals(wanted.name());
        return wanted.digest()
                .map(digest -> same && image.manifests().contains(digest))
                .orElseGet(() -> same && image.reference().tag().equals(wanted.tag()));
    }
}
