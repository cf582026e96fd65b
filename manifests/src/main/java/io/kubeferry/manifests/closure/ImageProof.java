package io.kubeferry.manifests.closure;

import io.kubeferry.manifests.bundle.BundleManifest;
import io.kubeferry.manifests.bundle.CarriedImage;
import io.kubeferry.manifests.closure.Need.Kind;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.image.Descriptor;
import io.kubeferry.manifests.image.ManifestDocument;
import io.kubeferry.manifests.image.ManifestDocument.Image;
import io.kubeferry.manifests.image.ManifestDocument.Index;
import io.kubeferry.manifests.image.MediaTypes;
import io.kubeferry.manifests.image.Platform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Follows one image from its reference to its last layer, for each platform of the bundle. */
final class ImageProof {
    /** An index within an index is allowed; a chain of them is somebody's mistake. */
    private static final int DEEPEST = 3;

    private final CarriedImage image;
    private final List<String> who;
    private final BundleManifest bundle;
    private final Entries entries;
    private final Contents contents;
    private final List<Need> needs = new ArrayList<>();

    private ImageProof(
            CarriedImage image, List<String> who, BundleManifest bundle, Entries entries, Contents contents) {
        this.image = image;
        this.who = who;
        this.bundle = bundle;
        this.entries = entries;
        this.contents = contents;
    }

    static List<Need> of(
            CarriedImage image, List<String> who, BundleManifest bundle, Entries entries, Contents contents)
            throws IOException {
        ImageProof proof = new ImageProof(image, who, bundle, entries, contents);
        proof.root();
        return proof.needs;
    }

    private void root() throws IOException {
        Descriptor root = new Descriptor(image.mediaType(), image.digest(), image.size(), Optional.empty());
        Optional<ManifestDocument> document = document("the root of " + image.reference(), root);
        if (document.isPresent() && document.get() instanceof Index index) {
            for (Platform platform : bundle.platforms()) {
                child(index, platform, 1);
            }
        } else if (document.isPresent() && document.get() instanceof Image only) {
            onlyPlatform(only);
            blobs(only, "");
        }
    }

    private void child(Index index, Platform platform, int depth) throws IOException {
        String what = "the image for " + platform + " of " + image.reference();
        Optional<Descriptor> child = index.childFor(platform);
        if (child.isEmpty() || depth > DEEPEST) {
            missing(Kind.MANIFEST, what, child.isEmpty() ? "its index names none" : "its indexes are nested too deep");
            return;
        }
        Optional<ManifestDocument> document = document(what, child.get());
        if (document.isPresent() && document.get() instanceof Index nested) {
            child(nested, platform, depth + 1);
        } else if (document.isPresent() && document.get() instanceof Image found) {
            blobs(found, " for " + platform);
        }
    }

    /** The document behind a descriptor; empty, and a gap, where there is none that a site can pull. */
    private Optional<ManifestDocument> document(String what, Descriptor descriptor) throws IOException {
        Optional<String> why = whyNotPulled(descriptor, image.manifests());
        if (why.isEmpty() && !MediaTypes.MANIFESTS.contains(descriptor.mediaType())) {
            why = Optional.of("containerd takes no manifest of the type " + descriptor.mediaType());
        }
        if (why.isPresent()) {
            missing(Kind.MANIFEST, what, why.get());
            return Optional.empty();
        }
        try {
            ManifestDocument document = contents.document(descriptor.digest());
            if (!document.mediaType().equals(descriptor.mediaType())) {
                missing(
                        Kind.MANIFEST,
                        what,
                        "it is " + document.mediaType() + " and announced as " + descriptor.mediaType());
                return Optional.empty();
            }
            needs.add(Need.met(Kind.MANIFEST, what, who, descriptor.digest().toString()));
            return Optional.of(document);
        } catch (IllegalArgumentException e) {
            missing(Kind.MANIFEST, what, "its blob " + descriptor.digest() + " is no manifest: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** A manifest without an index has to be the one for every platform; an artifact that runs nowhere names none. */
    private void onlyPlatform(Image only) throws IOException {
        if (!entries.has(only.config().digest())) {
            return; // Told with the configuration itself.
        }
        try {
            contents.platform(only.config().digest())
                    .ifPresent(named -> bundle.platforms().stream()
                            .filter(platform -> !platform.equals(named))
                            .forEach(platform -> missing(
                                    Kind.MANIFEST,
                                    "the image for " + platform + " of " + image.reference(),
                                    "it has no index, and is for " + named)));
        } catch (IllegalArgumentException e) {
            missing(Kind.BLOB, "the configuration of " + image.reference(), e.getMessage());
        }
    }

    private void blobs(Image document, String platform) {
        blob("the configuration of " + image.reference() + platform, document.config());
        int number = 0;
        for (Descriptor layer : document.layers()) {
            number++;
            String what = "layer " + number + " of " + image.reference() + platform;
            if (LayerTypes.isContainer(document.config()) && !LayerTypes.isUnpacked(layer)) {
                missing(Kind.BLOB, what, "containerd unpacks no layer of the type " + layer.mediaType());
            } else {
                blob(what, layer);
            }
        }
    }

    private void blob(String what, Descriptor blob) {
        Optional<String> why = whyNotPulled(blob, image.blobs());
        if (why.isPresent()) {
            missing(Kind.BLOB, what, why.get());
        } else {
            needs.add(Need.met(Kind.BLOB, what, who, blob.digest().toString()));
        }
    }

    /** The site's registry links to an image's repository what the bundle lists with the image, and nothing else. */
    private Optional<String> whyNotPulled(Descriptor descriptor, List<Digest> listed) {
        if (!listed.contains(descriptor.digest())) {
            return Optional.of("bundle.json does not list " + descriptor.digest() + " with this image");
        }
        return entries.lacks(descriptor.digest(), descriptor.size());
    }

    private void missing(Kind kind, String what, String why) {
        needs.add(Need.missing(kind, what, who, why));
    }
}
