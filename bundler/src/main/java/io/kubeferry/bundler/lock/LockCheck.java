package io.kubeferry.bundler.lock;

import io.kubeferry.bundler.lock.Lock.LockedAddon;
import io.kubeferry.bundler.lock.Lock.LockedInstaller;
import io.kubeferry.bundler.lock.Request.WantedAddon;
import io.kubeferry.bundler.lock.Request.WantedImage;
import io.kubeferry.bundler.lock.Request.WantedManifest;
import io.kubeferry.manifests.bundle.CarriedFile;
import io.kubeferry.manifests.bundle.KubernetesComponent;
import io.kubeferry.manifests.closure.ImageNeeds;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Problems;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.kubernetes.ImagePlaces;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether a lock still is what the spec asks for; says everything that differs. */
public final class LockCheck {
    private static final String NEXT = "take the change back, or resolve anew with 'bundler lock'";

    private final String file;
    private final Lock lock;
    private final Problems problems = new Problems();

    private LockCheck(String file, Lock lock) {
        this.file = file;
        this.lock = lock;
    }

    /**
     * Compares without asking the network.
     *
     * @param file the lock's file, for messages
     * @throws io.kubeferry.manifests.failure.Failure with {@link ExitCode#INVALID_INPUT} and every difference
     */
    public static void requireSame(String file, Lock lock, Request asked, LockedInstaller installer) {
        LockCheck check = new LockCheck(file, lock);
        Request request = asked.settledBy(lock);
        check.identity(request);
        check.components(request);
        check.addons(request.addons());
        check.files(request.files(), manifestNames(request));
        check.images(request.images());
        check.installer(installer);
        check.problems.throwIfAny(ExitCode.INVALID_INPUT);
    }

    private void identity(Request request) {
        same("the bundle's name", lock.name(), request.name());
        same("the bundle's version", lock.version(), request.version());
        same("the platforms", lock.platforms(), request.platforms());
    }

    private void components(Request request) {
        same("the release to upgrade from", versionOf(lock.upgradeFrom()), versionOf(request.upgradeFrom()));
        same("Kubernetes", versionsOf(lock.kubernetes()), versionsOf(request.kubernetes()));
        for (KubernetesComponent asked : request.kubernetes()) {
            lock.kubernetes().stream()
                    .filter(locked -> locked.version().equals(asked.version()))
                    .forEach(locked -> release(locked, asked));
        }
        same(
                "the network",
                networkOf(lock),
                request.network().provider() + " " + request.network().version());
        same(
                "the network's manifest",
                lock.network().manifestUrl(),
                request.network().manifest());
        same(
                "the load balancer",
                lock.loadBalancer().map(Object::toString).orElse("none"),
                request.loadBalancer().map(Object::toString).orElse("none"));
        same("what is untested", lock.untested(), request.untested());
    }

    private void release(KubernetesComponent locked, KubernetesComponent asked) {
        same("the image repository of " + asked.version(), locked.imageRepository(), asked.imageRepository());
        sameEntries("with " + asked.version() + " the tool", locked.tools(), asked.tools());
        sameEntries("with " + asked.version() + " the image of", locked.images(), asked.images());
    }

    private static String versionOf(Optional<KubernetesVersion> version) {
        return version.map(Object::toString).orElse("none");
    }

    private static String versionsOf(List<KubernetesComponent> releases) {
        return releases.stream().map(each -> each.version().toString()).collect(Collectors.joining(", "));
    }

    private static String networkOf(Lock lock) {
        return lock.network().provider() + " " + lock.network().version();
    }

    private void addons(List<WantedAddon> wanted) {
        Map<String, LockedAddon> locked = new LinkedHashMap<>();
        lock.addons().forEach(each -> locked.put(each.name(), each));
        same(
                "the add-ons",
                lock.addons().stream().map(LockedAddon::name).toList(),
                wanted.stream().map(WantedAddon::name).toList());
        for (WantedAddon asked : wanted) {
            Optional.ofNullable(locked.get(asked.name())).ifPresent(found -> addon(found, asked));
        }
    }

    private static String describe(ImagePlaces places) {
        return "fields " + places.fields() + " and arguments " + places.argumentPrefixes();
    }

    private void addon(LockedAddon locked, WantedAddon asked) {
        String title = "the add-on " + asked.name();
        same(title, locked.version(), asked.version());
        same("the places of images in " + title, describe(locked.places()), describe(asked.places()));
        Map<URI, Digest> digests = new LinkedHashMap<>();
        locked.manifests().forEach(each -> digests.put(each.origin(), each.digest()));
        same(
                "the manifests of " + title,
                List.copyOf(digests.keySet()),
                asked.manifests().stream().map(WantedManifest::origin).toList());
        for (WantedManifest manifest : asked.manifests()) {
            Optional<Digest> now = manifest.file()
                    .map(file -> Digest.of(ManifestReader.local(file)))
                    .or(manifest::sha256);
            Optional<Digest> then = Optional.ofNullable(digests.get(manifest.origin()));
            if (now.isPresent() && then.isPresent()) {
                same("the digest of " + manifest.origin() + " of " + title, then.get(), now.get());
            }
        }
    }

    /** Manifests are compared with their owners. */
    private static Set<String> manifestNames(Request request) {
        Set<String> names = new HashSet<>(Set.of(request.network().provider() + "-manifest"));
        request.addons()
                .forEach(addon ->
                        addon.manifests().forEach(manifest -> names.add(ManifestReader.fileName(addon, manifest))));
        return names;
    }

    private void files(List<WantedFile> wanted, Set<String> manifestNames) {
        Map<String, CarriedFile> locked = new TreeMap<>();
        lock.files().stream()
                .filter(each -> !manifestNames.contains(each.name()))
                .forEach(each -> locked.put(title(each), each));
        for (WantedFile each : wanted) {
            CarriedFile found = locked.remove(each.title());
            if (found == null) {
                differs("the spec asks for the file " + each.title() + ", the lock has none");
                continue;
            }
            same("the URL of " + each.title(), found.origin(), each.url());
            each.sha256().ifPresent(sha256 -> same("the digest of " + each.title(), found.digest(), sha256));
        }
        locked.keySet().forEach(title -> differs("the lock has the file " + title + ", the spec does not ask for it"));
    }

    private static String title(CarriedFile file) {
        return file.name()
                + (file.version().isEmpty() ? "" : " " + file.version())
                + file.platform().map(each -> " for " + each).orElse("");
    }

    private void images(List<WantedImage> wanted) {
        Set<ImageReference> locked = new TreeSet<>();
        lock.images().forEach(image -> locked.add(image.reference()));
        ImageNeeds needs = new ImageNeeds();
        needs.addAll(
                lock.network().images(),
                ImageNeeds.network(lock.network().provider(), lock.network().version()));
        lock.addons().forEach(addon -> needs.addAll(addon.images(), ImageNeeds.addon(addon.name(), addon.version())));
        wanted.forEach(image -> image.neededBy().forEach(who -> needs.add(image.reference(), who)));
        Map<ImageReference, List<String>> asked = needs.all();
        asked.forEach((image, who) -> {
            if (!locked.contains(image)) {
                differs("the image " + image + " is needed by " + String.join("; ", who) + ", the lock has none");
            }
        });
        locked.stream()
                .filter(image -> !asked.containsKey(image))
                .forEach(image -> differs("the lock has the image " + image + ", the spec does not ask for it"));
    }

    private void installer(LockedInstaller now) {
        same("this bundler's installer", lock.installer().digest(), now.digest());
        same("the Java runtimes", lock.installer().runtimes(), now.runtimes());
    }

    private <T> void sameEntries(String what, Map<String, T> locked, Map<String, T> asked) {
        Set<String> names = new TreeSet<>(locked.keySet());
        names.addAll(asked.keySet());
        names.forEach(name -> same(
                what + " " + name,
                Optional.ofNullable(locked.get(name)).map(Object::toString).orElse("absent"),
                Optional.ofNullable(asked.get(name)).map(Object::toString).orElse("absent")));
    }

    private void same(String what, Object locked, Object asked) {
        if (!locked.toString().equals(asked.toString())) {
            differs(what + ": the lock has " + locked + ", asked for is " + asked);
        }
    }

    private void differs(String what) {
        problems.add(file, what, NEXT);
    }
}
