package io.kubeferry.bundler.lock;

import io.kubeferry.bundler.local.KubeadmProgram;
import io.kubeferry.bundler.lock.Lock.LockedAddon;
import io.kubeferry.bundler.lock.Lock.LockedInstaller;
import io.kubeferry.bundler.lock.Lock.LockedNetwork;
import io.kubeferry.bundler.lock.Lock.LockedText;
import io.kubeferry.bundler.lock.Request.WantedAddon;
import io.kubeferry.bundler.lock.Request.WantedImage;
import io.kubeferry.bundler.progress.Progress;
import io.kubeferry.bundler.source.Downloads;
import io.kubeferry.bundler.source.Images;
import io.kubeferry.manifests.bundle.CarriedFile;
import io.kubeferry.manifests.bundle.KubernetesComponent;
import io.kubeferry.manifests.closure.ImageNeeds;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.image.Platform;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Resolves a request against the upstream world: tags to digests, files to sizes, manifests to their images. */
public final class Resolver {
    private static final Comparator<CarriedFile> FILE_ORDER = Comparator.comparing(CarriedFile::name)
            .thenComparing(CarriedFile::version)
            .thenComparing(file -> file.platform().map(Object::toString).orElse(""));

    private final Images images;
    private final Downloads downloads;
    private final AllOrProblems parallel;
    private final Pins pins;
    private final Progress progress;

    /** Asks at most {@code connections} things at once, and nothing for what is pinned. */
    public Resolver(Images images, Downloads downloads, int connections, Pins pins, Progress progress) {
        this.images = images;
        this.downloads = downloads;
        this.parallel = new AllOrProblems(connections);
        this.pins = pins;
        this.progress = progress;
    }

    /** The request's images, and those that manifests name: sorted, each with everything that needs it. */
    public List<WantedImage> imagesOf(Request request) {
        Request settled = settled(request);
        return imagesOf(settled, manifests(settled));
    }

    /**
     * Resolves everything.
     *
     * @param installer what of this program's own goes along; asked for last
     */
    public Lock resolve(Request asked, Supplier<LockedInstaller> installer) {
        Request request = settled(asked);
        Manifests manifests = manifests(request);
        List<CarriedFile> files = new ArrayList<>();
        List<LockedImage> locked = new ArrayList<>();
        // One list, so that problems of files and images are told together.
        parallel.run(tasks(request, manifests)).forEach(resolved -> resolved.addTo(files, locked));
        manifests.all().forEach(manifest -> files.add(manifest.file()));
        files.sort(FILE_ORDER);
        return new Lock(
                request.name(),
                request.version(),
                request.platforms(),
                request.upgradeFrom(),
                request.kubernetes(),
                new LockedNetwork(
                        request.network().provider(),
                        request.network().version(),
                        request.network().manifest(),
                        manifests.network().file().digest(),
                        manifests.network().images()),
                request.loadBalancer(),
                manifests.lockedAddons(request.addons()),
                request.untested(),
                installer.get(),
                files,
                locked);
    }

    /** Releases that the catalogue does not list are asked for their images, where their kubeadm runs here. */
    private Request settled(Request request) {
        if (request.imageLists().isEmpty()) {
            return request;
        }
        Map<KubernetesVersion, String> lists = new TreeMap<>(request.imageLists());
        List<KubernetesComponent> releases = new ArrayList<>();
        for (KubernetesComponent release : request.kubernetes()) {
            releases.add(lists.containsKey(release.version()) ? askKubeadm(release, request.files(), lists) : release);
        }
        return request.with(releases, lists);
    }

    private KubernetesComponent askKubeadm(
            KubernetesComponent release, List<WantedFile> files, Map<KubernetesVersion, String> lists) {
        Optional<Platform> here = KubeadmProgram.here();
        Optional<WantedFile> kubeadm = files.stream()
                .filter(file -> file.name().equals("kubeadm")
                        && file.version().equals(release.version().toString())
                        && here.isPresent()
                        && file.platform().equals(here))
                .findFirst();
        if (kubeadm.isEmpty()) {
            return release;
        }
        try {
            KubernetesComponent settled = new KubeadmImages(downloads).of(release, kubeadm.get());
            lists.put(release.version(), "from its own kubeadm");
            return settled;
        } catch (IOException e) {
            progress.note("note: kubeadm " + release.version() + " cannot be asked for its images here: "
                    + e.getMessage() + "; they are " + lists.get(release.version()));
            return release;
        }
    }

    private List<Callable<Resolved>> tasks(Request request, Manifests manifests) {
        ImageResolver imageResolver = new ImageResolver(images, request.platforms());
        FileResolver fileResolver = new FileResolver(downloads);
        List<Callable<Resolved>> tasks = new ArrayList<>();
        for (WantedImage wanted : imagesOf(request, manifests)) {
            tasks.add(() -> new Resolved(
                    Optional.empty(), Optional.of(pins.image(wanted).orElseGet(() -> imageResolver.resolve(wanted)))));
        }
        for (WantedFile wanted : request.files()) {
            tasks.add(() -> new Resolved(
                    Optional.of(pins.file(wanted).orElseGet(() -> fileResolver.resolve(wanted))), Optional.empty()));
        }
        return tasks;
    }

    private record Resolved(Optional<CarriedFile> file, Optional<LockedImage> image) {
        void addTo(List<CarriedFile> files, List<LockedImage> images) {
            file.ifPresent(files::add);
            image.ifPresent(images::add);
        }
    }

    private Manifests manifests(Request request) {
        ManifestReader reader = new ManifestReader(downloads);
        List<Callable<ReadManifest>> tasks = new ArrayList<>();
        tasks.add(() -> reader.network(request.network()));
        for (WantedAddon addon : request.addons()) {
            addon.manifests().forEach(manifest -> tasks.add(() -> reader.addon(addon, manifest)));
        }
        List<ReadManifest> read = parallel.run(tasks);
        read.forEach(each ->
                pins.requireSame(URI.create(each.file().origin()), each.file().digest()));
        read.forEach(each -> each.findings().forEach(finding -> progress.note("note: " + finding)));
        List<List<ReadManifest>> addons = new ArrayList<>();
        int next = 1;
        for (WantedAddon addon : request.addons()) {
            addons.add(read.subList(next, next + addon.manifests().size()));
            next += addon.manifests().size();
        }
        Manifests manifests = new Manifests(read.get(0), addons);
        compareWithTheCatalogue(request, manifests);
        return manifests;
    }

    /** The manifests decide; that the catalogue knows them otherwise may be its mistake, or a mirror's. */
    private void compareWithTheCatalogue(Request request, Manifests manifests) {
        compare(
                request.network().provider() + " " + request.network().version(),
                request.network().expected(),
                manifests.network().images());
        for (int i = 0; i < request.addons().size(); i++) {
            WantedAddon addon = request.addons().get(i);
            compare(
                    addon.name() + " " + addon.version(),
                    addon.expected(),
                    imagesOf(manifests.addons().get(i)));
        }
    }

    private void compare(String title, List<ImageReference> expected, Collection<ImageReference> found) {
        Set<ImageReference> known = new TreeSet<>(expected);
        Set<ImageReference> named = new TreeSet<>(found);
        if (!known.isEmpty() && !known.equals(named)) {
            progress.note("note: the manifest of " + title + " names " + named + ", the catalogue knows it with "
                    + known + "; the manifest decides");
        }
    }

    /** The manifests of a request: the network's, and for each add-on its own in their order. */
    private record Manifests(ReadManifest network, List<List<ReadManifest>> addons) {
        List<ReadManifest> all() {
            List<ReadManifest> all = new ArrayList<>(List.of(network));
            addons.forEach(all::addAll);
            return all;
        }

        List<LockedAddon> lockedAddons(List<WantedAddon> wanted) {
            List<LockedAddon> locked = new ArrayList<>();
            for (int i = 0; i < wanted.size(); i++) {
                locked.add(new LockedAddon(
                        wanted.get(i).name(),
                        wanted.get(i).version(),
                        addons.get(i).stream()
                                .map(each -> new LockedText(
                                        URI.create(each.file().origin()),
                                        each.file().digest()))
                                .toList(),
                        imagesOf(addons.get(i)),
                        wanted.get(i).places()));
            }
            return locked;
        }
    }

    private static List<ImageReference> imagesOf(List<ReadManifest> manifests) {
        Set<ImageReference> images = new LinkedHashSet<>();
        manifests.forEach(each -> images.addAll(each.images()));
        return List.copyOf(images);
    }

    private static List<WantedImage> imagesOf(Request request, Manifests manifests) {
        Map<ImageReference, Set<String>> needs = new TreeMap<>();
        request.images().forEach(image -> needs.put(image.reference(), new LinkedHashSet<>(image.neededBy())));
        need(
                needs,
                manifests.network().images(),
                ImageNeeds.network(
                        request.network().provider(), request.network().version()));
        for (int i = 0; i < request.addons().size(); i++) {
            WantedAddon addon = request.addons().get(i);
            String who = ImageNeeds.addon(addon.name(), addon.version());
            manifests.addons().get(i).forEach(each -> need(needs, each.images(), who + ": " + each.name()));
        }
        return needs.entrySet().stream()
                .map(entry -> new WantedImage(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }

    private static void need(Map<ImageReference, Set<String>> needs, List<ImageReference> images, String who) {
        images.forEach(image ->
                needs.computeIfAbsent(image, absent -> new LinkedHashSet<>()).add(who));
    }
}
