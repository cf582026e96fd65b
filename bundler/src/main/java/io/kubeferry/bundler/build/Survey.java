package io.kubeferry.bundler.build;

import io.kubeferry.bundler.lock.Lock;
import io.kubeferry.bundler.lock.LockedImage;
import io.kubeferry.manifests.bundle.CarriedFile;
import io.kubeferry.manifests.bundle.KubernetesComponent;
import io.kubeferry.manifests.closure.ImageNeeds;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.image.Descriptor;
import io.kubeferry.manifests.image.ImageReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a build would fetch, in figures; all sizes are bytes.
 *
 * @param rows one for each component, in the order in which they are applied
 * @param totalBytes of all images and files, each with all its parts
 * @param uniqueBytes the same with each part once: what is carried of them
 * @param cachedBytes of these, what this machine's cache has
 * @param uniqueBlobs how many parts there are
 */
public record Survey(List<Row> rows, long totalBytes, long uniqueBytes, long cachedBytes, int uniqueBlobs) {
    public Survey {
        rows = List.copyOf(rows);
    }

    /**
     * What one component brings.
     *
     * @param bytes of all its parts, each once
     * @param ownBytes of these, what no other component needs
     */
    public record Row(String component, int images, int files, long bytes, long ownBytes) {}

    /** Surveys a lock. */
    public static Survey of(Lock lock, Cached cached) {
        Map<Digest, Long> blobs = new HashMap<>();
        long total = 0;
        for (LockedImage image : lock.images()) {
            Map<Digest, Long> parts = partsOf(image);
            blobs.putAll(parts);
            total += sum(parts.values());
        }
        for (CarriedFile file : lock.files()) {
            blobs.put(file.digest(), file.size());
            total += file.size();
        }
        long there = blobs.entrySet().stream()
                .filter(blob -> cached.has(blob.getKey(), blob.getValue()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        return new Survey(rows(lock), total, sum(blobs.values()), there, blobs.size());
    }

    private static long sum(Collection<Long> sizes) {
        return sizes.stream().mapToLong(Long::longValue).sum();
    }

    private static Map<Digest, Long> partsOf(LockedImage image) {
        Map<Digest, Long> parts = new HashMap<>();
        image.manifests()
                .forEach(manifest -> parts.put(
                        manifest.descriptor().digest(), manifest.descriptor().size()));
        image.blobs().forEach((Descriptor blob) -> parts.put(blob.digest(), blob.size()));
        return parts;
    }

    /** A component's images and files; both are lists, since several components may need one. */
    private record Share(String component, List<LockedImage> images, List<CarriedFile> files) {
        Map<Digest, Long> parts() {
            Map<Digest, Long> parts = new HashMap<>();
            images.forEach(image -> parts.putAll(partsOf(image)));
            files.forEach(file -> parts.put(file.digest(), file.size()));
            return parts;
        }
    }

    private static List<Row> rows(Lock lock) {
        List<Share> shares = shares(lock);
        Map<Digest, Integer> uses = new HashMap<>();
        shares.forEach(share -> share.parts().keySet().forEach(digest -> uses.merge(digest, 1, Integer::sum)));
        List<Row> rows = new ArrayList<>();
        for (Share share : shares) {
            Map<Digest, Long> parts = share.parts();
            long bytes = sum(parts.values());
            parts.keySet().removeIf(digest -> uses.get(digest) > 1);
            rows.add(new Row(
                    share.component(), share.images().size(), share.files().size(), bytes, sum(parts.values())));
        }
        return rows;
    }

    private static List<Share> shares(Lock lock) {
        List<Share> shares = new ArrayList<>();
        for (KubernetesComponent release : lock.kubernetes()) {
            shares.add(share(
                    lock,
                    "Kubernetes " + release.version(),
                    release.images().values(),
                    file -> file.version().equals(release.tools().get(file.name()))));
        }
        shares.add(share(
                lock,
                ImageNeeds.network(lock.network().provider(), lock.network().version()),
                lock.network().images(),
                file -> file.digest().equals(lock.network().manifest())));
        lock.loadBalancer()
                .ifPresent(balancer -> shares.add(share(
                        lock,
                        "load balancer " + balancer.provider(),
                        balancer.images().values(),
                        file -> false)));
        lock.addons()
                .forEach(addon -> shares.add(share(
                        lock,
                        ImageNeeds.addon(addon.name(), addon.version()),
                        addon.images(),
                        file -> addon.manifests().stream()
                                .anyMatch(text -> text.digest().equals(file.digest())))));
        Share rest = rest(lock, shares);
        if (!rest.images().isEmpty() || !rest.files().isEmpty()) {
            shares.add(rest);
        }
        return shares;
    }

    private static Share share(
            Lock lock, String name, Collection<ImageReference> images, Predicate<CarriedFile> isItsFile) {
        return new Share(
                name,
                lock.images().stream()
                        .filter(image -> images.contains(image.reference()))
                        .toList(),
                lock.files().stream().filter(isItsFile).toList());
    }

    /** What no component needs was asked for by the author. */
    private static Share rest(Lock lock, List<Share> shares) {
        Set<LockedImage> images = new HashSet<>();
        Set<CarriedFile> files = new HashSet<>();
        shares.forEach(share -> {
            images.addAll(share.images());
            files.addAll(share.files());
        });
        return new Share(
                "the spec's own",
                lock.images().stream().filter(image -> !images.contains(image)).toList(),
                lock.files().stream().filter(file -> !files.contains(file)).toList());
    }
}
