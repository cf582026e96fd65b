package io.kubeferry.bundler.lock;

import io.kubeferry.manifests.bundle.CarriedFile;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Problems;
import io.kubeferry.manifests.image.ImageReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the parts of a lock are called by a person.
 *
 * @param images component to its images
 * @param files component to its files' names
 */
record LockNames(Lock lock, Map<String, Set<ImageReference>> images, Map<String, Set<String>> files) {
    private static final List<String> KUBERNETES_FILES = List.of("kubeadm", "kubectl", "kubelet");

    static LockNames of(Lock lock) {
        LockNames names = new LockNames(lock, new TreeMap<>(), new TreeMap<>());
        lock.kubernetes()
                .forEach(release ->
                        names.component("kubernetes", release.images().values(), KUBERNETES_FILES));
        String manifest = lock.network().provider() + "-manifest";
        for (String name : List.of("network", lock.network().provider(), manifest)) {
            names.component(name, lock.network().images(), List.of(manifest));
        }
        lock.loadBalancer().ifPresent(balancer -> {
            for (String name : List.of("loadBalancer", balancer.provider())) {
                names.component(name, balancer.images().values(), List.of());
            }
        });
        lock.addons().forEach(addon -> names.component(addon.name(), addon.images(), names.filesFrom(addon)));
        return names;
    }

    private List<String> filesFrom(Lock.LockedAddon addon) {
        Set<String> origins = new HashSet<>();
        addon.manifests().forEach(text -> origins.add(text.origin().toString()));
        return lock.files().stream()
                .filter(file -> origins.contains(file.origin()))
                .map(CarriedFile::name)
                .toList();
    }

    private void component(String name, Collection<ImageReference> itsImages, Collection<String> itsFiles) {
        images.computeIfAbsent(name, absent -> new HashSet<>()).addAll(itsImages);
        files.computeIfAbsent(name, absent -> new HashSet<>()).addAll(itsFiles);
    }

    /** Ends the run where one of the names is nothing's. */
    void require(List<String> names) {
        Problems problems = new Problems();
        for (String name : names) {
            boolean meant = lock.images().stream().anyMatch(image -> means(List.of(name), image))
                    || lock.files().stream().anyMatch(file -> means(List.of(name), file));
            if (!meant) {
                problems.add(
                        "--update",
                        "the lock has nothing that is called '" + name + "'",
                        "name an image as 'bundler images' prints it, or one of " + String.join(", ", known()));
            }
        }
        problems.throwIfAny(ExitCode.USAGE);
    }

    private List<String> known() {
        Set<String> known = new TreeSet<>(images.keySet());
        lock.files().forEach(file -> known.add(file.name()));
        return new ArrayList<>(known);
    }

    boolean means(List<String> names, LockedImage image) {
        ImageReference reference = image.reference();
        String last = reference.repository().substring(reference.repository().lastIndexOf('/') + 1);
        return names.stream()
                .anyMatch(name -> reference.toString().equals(name)
                        || reference.name().equals(name)
                        || last.equals(name)
                        || isSame(reference, name)
                        || images.getOrDefault(name, Set.of()).contains(reference));
    }

    /** {@code nginx:1.29} means what it means in a spec. */
    private static boolean isSame(ImageReference reference, String name) {
        try {
            return name.contains(":") && ImageReference.parse(name).equals(reference);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    boolean means(List<String> names, CarriedFile file) {
        return names.stream()
                .anyMatch(name -> file.name().equals(name)
                        || files.getOrDefault(name, Set.of()).contains(file.name()));
    }
}
