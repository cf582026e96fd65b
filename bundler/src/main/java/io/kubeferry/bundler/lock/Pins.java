package io.kubeferry.bundler.lock;

import io.kubeferry.bundler.lock.Request.WantedImage;
import io.kubeferry.manifests.bundle.CarriedFile;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.image.ImageReference;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What of an older lock stays as it is while the rest is resolved anew. */
public final class Pins {
    private final Map<ImageReference, LockedImage> images = new TreeMap<>();
    private final Map<String, CarriedFile> files = new TreeMap<>();

    private Pins() {}

    /** Nothing stays. */
    public static Pins none() {
        return new Pins();
    }

    /**
     * All but what is named stays.
     *
     * @param names images, by their whole name, by their name without the tag or by its last part; tools and files; the
     *     network, add-ons, the load balancer or {@code kubernetes}, each with all its images and files
     * @throws Failure with {@link ExitCode#USAGE} where a name means nothing, and with {@link ExitCode#INVALID_INPUT} where
     *     the platforms are others: every image then has other parts
     */
    public static Pins allBut(List<String> names, Lock lock, Request request) {
        if (!lock.platforms().equals(request.platforms())) {
            throw Failure.of(
                    ExitCode.INVALID_INPUT,
                    "platforms",
                    "the lock is for " + lock.platforms() + ", the spec asks for " + request.platforms()
                            + ", which changes every image",
                    "resolve everything anew with 'bundler lock'");
        }
        LockNames known = LockNames.of(lock);
        known.require(names);
        Pins pins = new Pins();
        lock.images().stream()
                .filter(image -> !known.means(names, image))
                .forEach(image -> pins.images.put(image.reference(), image));
        lock.files().stream()
                .filter(file -> !known.means(names, file))
                .forEach(file -> pins.files.put(key(file.origin(), file.name()), file));
        return pins;
    }

    private static String key(String origin, String name) {
        return name + " " + origin;
    }

    /** The image as it was; who needs it is told anew. */
    Optional<LockedImage> image(WantedImage wanted) {
        return Optional.ofNullable(images.get(wanted.reference()))
                .map(image -> new LockedImage(image.reference(), image.manifests(), wanted.neededBy()));
    }

    /** The file as it was; a version, a platform or a place of its own makes it another one. */
    Optional<CarriedFile> file(WantedFile wanted) {
        return Optional.ofNullable(files.get(key(wanted.url().toString(), wanted.name())))
                .filter(file -> file.version().equals(wanted.version())
                        && file.platform().equals(wanted.platform()))
                .filter(file -> wanted.sha256().map(file.digest()::equals).orElse(true));
    }

    /**
     * Whether a manifest that was read still is the one that stays.
     *
     * @throws Failure with {@link ExitCode#SOURCE_UNAVAILABLE} where it is not: the pinned one cannot be had any more
     */
    void requireSame(URI origin, Digest found) {
        files.values().stream()
                .filter(file -> file.origin().equals(origin.toString()))
                .filter(file -> !file.digest().equals(found))
                .findFirst()
                .ifPresent(file -> {
                    throw Failure.of(
                            ExitCode.SOURCE_UNAVAILABLE,
                            origin.toString(),
                            "is not what the lock pins any more: it has the digest " + found + ", pinned is "
                                    + file.digest(),
                            "find out why it changed; take it with 'bundler lock --update " + file.name() + "'");
                });
    }
}
