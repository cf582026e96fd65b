package io.kubeferry.bundler.lock;

import io.kubeferry.bundler.lock.Lock.LockedInstaller;
import io.kubeferry.bundler.lock.Lock.LockedNetwork;
import io.kubeferry.bundler.lock.Request.WantedImage;
import io.kubeferry.bundler.lock.Request.WantedNetwork;
import io.kubeferry.bundler.source.Downloads;
import io.kubeferry.bundler.source.Images;
import io.kubeferry.manifests.bundle.CarriedFile;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.kubernetes.ManifestImages;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Resolves a request against the upstream world: tags to digests, files to sizes, the network's manifest to its images. */
public final class Resolver {
    private static final int MANIFEST_LIMIT = 16 << 20;
    private static final Comparator<CarriedFile> FILE_ORDER = Comparator.comparing(CarriedFile::name)
            .thenComparing(CarriedFile::version)
            .thenComparing(file -> file.platform().map(Object::toString).orElse(""));

    private final Images images;
    private final Downloads downloads;
    private final AllOrProblems parallel;

    /** Asks at most {@code connections} things at once. */
    public Resolver(Images images, Downloads downloads, int connections) {
        this.images = images;
        this.downloads = downloads;
        this.parallel = new AllOrProblems(connections);
    }

    /** The request's images, and those that the network's manifest names: sorted, each with everything that needs it. */
    public List<WantedImage> imagesOf(Request request) {
        return imagesOf(request, networkImages(request.network(), manifest(request.network())));
    }

    /**
     * Resolves everything.
     *
     * @param installer what of this program's own goes along; asked for last
     */
    public Lock resolve(Request request, Supplier<LockedInstaller> installer) {
        byte[] manifest = manifest(request.network());
        List<ImageReference> networkImages = networkImages(request.network(), manifest);
        CarriedFile manifestFile = manifestFile(request.network(), manifest);
        List<CarriedFile> files = new ArrayList<>();
        List<LockedImage> locked = new ArrayList<>();
        // One list, so that problems of files and images are told together.
        parallel.run(tasks(request, networkImages)).forEach(resolved -> resolved.addTo(files, locked));
        files.add(manifestFile);
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
                        manifestFile.digest(),
                        networkImages),
                request.loadBalancer(),
                List.of(),
                request.untested(),
                installer.get(),
                files,
                locked);
    }

    private List<Callable<Resolved>> tasks(Request request, List<ImageReference> networkImages) {
        ImageResolver imageResolver = new ImageResolver(images, request.platforms());
        FileResolver fileResolver = new FileResolver(downloads);
        List<Callable<Resolved>> tasks = new ArrayList<>();
        for (WantedImage wanted : imagesOf(request, networkImages)) {
            tasks.add(() -> new Resolved(Optional.empty(), Optional.of(imageResolver.resolve(wanted))));
        }
        for (WantedFile wanted : request.files()) {
            tasks.add(() -> new Resolved(Optional.of(fileResolver.resolve(wanted)), Optional.empty()));
        }
        return tasks;
    }

    private record Resolved(Optional<CarriedFile> file, Optional<LockedImage> image) {
        void addTo(List<CarriedFile> files, List<LockedImage> images) {
            file.ifPresent(files::add);
            image.ifPresent(images::add);
        }
    }

    private byte[] manifest(WantedNetwork network) {
        return downloads.read(network.manifest(), MANIFEST_LIMIT);
    }

    private static List<ImageReference> networkImages(WantedNetwork network, byte[] manifest) {
        return ManifestImages.of(network.manifest().toString(), new String(manifest, StandardCharsets.UTF_8));
    }

    private static CarriedFile manifestFile(WantedNetwork network, byte[] manifest) {
        return new CarriedFile(
                network.provider() + "-manifest",
                network.version(),
                Optional.empty(),
                network.manifest().toString(),
                Digest.of(manifest),
                manifest.length);
    }

    private static List<WantedImage> imagesOf(Request request, List<ImageReference> networkImages) {
        Map<ImageReference, List<String>> needs = new TreeMap<>();
        request.images().forEach(image -> needs.put(image.reference(), new ArrayList<>(image.neededBy())));
        String network = "network " + request.network().provider() + " "
                + request.network().version();
        networkImages.forEach(image ->
                needs.computeIfAbsent(image, absent -> new ArrayList<>()).add(network));
        return needs.entrySet().stream()
                .map(entry -> new WantedImage(entry.getKey(), entry.getValue()))
                .toList();
    }
}
