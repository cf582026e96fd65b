package io.kubeferry.bundler.lock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubeferry.bundler.lock.LockedImage.LockedManifest;
import io.kubeferry.bundler.lock.Request.WantedImage;
import io.kubeferry.bundler.source.Images;
import io.kubeferry.bundler.source.ServedManifest;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.failure.Problem;
import io.kubeferry.manifests.image.Descriptor;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.image.ManifestDocument.Image;
import io.kubeferry.manifests.image.ManifestDocument.Index;
import io.kubeferry.manifests.image.Platform;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds what an image reference stands for now, and which parts of it the platforms of a bundle need. */
final class ImageResolver {
    /** An index within an index is allowed; a chain of them is somebody's mistake. */
    private static final int DEEPEST = 3;

    private final Images images;
    private final List<Platform> platforms;

    ImageResolver(Images images, List<Platform> platforms) {
        this.images = images;
        this.platforms = List.copyOf(platforms);
    }

    LockedImage resolve(WantedImage wanted) {
        ServedManifest served = images.manifest(wanted.reference());
        List<LockedManifest> manifests = new ArrayList<>();
        if (served.document() instanceof Index index) {
            addIndex(wanted.reference(), served, index, Optional.empty(), manifests);
        } else if (served.document() instanceof Image image) {
            checkPlatform(wanted.reference(), image);
            manifests.add(locked(served, image, Optional.empty()));
        }
        return new LockedImage(wanted.reference(), manifests, wanted.neededBy());
    }

    private void addIndex(
            ImageReference reference,
            ServedManifest served,
            Index index,
            Optional<Platform> platform,
            List<LockedManifest> manifests) {
        if (manifests.size() > DEEPEST * platforms.size()) {
            throw unavailable(reference, "its index holds indexes that hold indexes, more than " + DEEPEST + " deep");
        }
        manifests.add(new LockedManifest(descriptor(index.mediaType(), served, platform), Optional.empty(), List.of()));
        for (Platform each : platform.map(List::of).orElse(platforms)) {
            Descriptor child = index.childFor(each).orElseThrow(() -> lacking(reference, each, platformsOf(index)));
            Optional<LockedManifest> known = manifests.stream()
                    .filter(found -> found.descriptor().digest().equals(child.digest()))
                    .findFirst();
            // One manifest may be the child for several platforms; each is pinned, so that each can be proven.
            known.ifPresentOrElse(
                    found -> manifests.add(alsoFor(each, found)),
                    () -> addChild(reference, child, each, served.digest(), manifests));
        }
    }

    private static LockedManifest alsoFor(Platform platform, LockedManifest found) {
        Descriptor descriptor = found.descriptor();
        return new LockedManifest(
                new Descriptor(descriptor.mediaType(), descriptor.digest(), descriptor.size(), Optional.of(platform)),
                found.config(),
                found.layers());
    }

    private void addChild(
            ImageReference reference,
            Descriptor child,
            Platform platform,
            Digest index,
            List<LockedManifest> manifests) {
        ServedManifest served = child(reference, child, platform, index);
        if (served.bytes().length != child.size()) {
            throw unavailable(
                    reference,
                    "its manifest for " + platform + " has " + served.bytes().length + " bytes, its index says "
                            + child.size());
        }
        if (served.document() instanceof Index nested) {
            addIndex(reference, served, nested, Optional.of(platform), manifests);
        } else if (served.document() instanceof Image image) {
            manifests.add(locked(served, image, Optional.of(platform)));
        }
    }

    /** Fails with what promised the child where it cannot be had. */
    private ServedManifest child(ImageReference reference, Descriptor child, Platform platform, Digest index) {
        try {
            return images.manifest(byDigest(reference, child.digest()));
        } catch (Failure e) {
            List<Problem> problems = e.problems().stream()
                    .map(problem -> new Problem(
                            reference.toString(),
                            "its index " + index + " names " + child.digest() + " for " + platform
                                    + ", which cannot be had: " + problem.what(),
                            problem.next() + "; where upstream or the mirror lacks it for good, choose another tag or"
                                    + " mirror, or take " + platform + " out of the spec's platforms"))
                    .toList();
            throw Failure.of(e.exitCode(), problems);
        }
    }

    private static ImageReference byDigest(ImageReference reference, Digest digest) {
        return new ImageReference(reference.registry(), reference.repository(), Optional.empty(), Optional.of(digest));
    }

    private static LockedManifest locked(ServedManifest served, Image image, Optional<Platform> platform) {
        return new LockedManifest(
                descriptor(image.mediaType(), served, platform), Optional.of(image.config()), image.layers());
    }

    private static Descriptor descriptor(String mediaType, ServedManifest served, Optional<Platform> platform) {
        return new Descriptor(mediaType, served.digest(), served.bytes().length, platform);
    }

    /** A manifest without an index names its platform in its configuration, if anywhere. */
    private void checkPlatform(ImageReference reference, Image image) {
        JsonNode config;
        try {
            byte[] bytes = images.smallBlob(reference, image.config());
            config = new ObjectMapper().readTree(new String(bytes, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw unavailable(reference, "its configuration is not JSON: " + e.getOriginalMessage());
        }
        if (!config.path("os").isTextual() || !config.path("architecture").isTextual()) {
            return; // An artifact that runs nowhere, such as a chart.
        }
        Platform only = new Platform(
                config.path("os").asText(), config.path("architecture").asText());
        platforms.stream().filter(each -> !each.equals(only)).findFirst().ifPresent(each -> {
            throw lacking(reference, each, only.toString());
        });
    }

    private static String platformsOf(Index index) {
        return index.children().stream()
                .map(child -> child.platform().orElse(null))
                .filter(Objects::nonNull)
                .filter(platform -> !platform.os().equals("unknown"))
                .map(Platform::toString)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static Failure lacking(ImageReference reference, Platform platform, String there) {
        return Failure.of(
                ExitCode.SOURCE_UNAVAILABLE,
                reference.toString(),
                "there is no image for " + platform + " (there is one for " + there + ")",
                "choose another tag, or take " + platform + " out of the spec's platforms");
    }

    private static Failure unavailable(ImageReference reference, String what) {
        return Failure.of(
                ExitCode.SOURCE_UNAVAILABLE,
                reference.toString(),
                what,
                "the image is broken at its source: choose another tag or mirror");
    }
}
