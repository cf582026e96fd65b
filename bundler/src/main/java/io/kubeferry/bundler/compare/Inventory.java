package io.kubeferry.bundler.compare;

import io.kubeferry.bundler.lock.Lock;
import io.kubeferry.bundler.lock.LockedImage;
import io.kubeferry.bundler.lock.LockedImage.LockedManifest;
import io.kubeferry.manifests.bundle.BundleEntry;
import io.kubeferry.manifests.bundle.BundleLayout;
import io.kubeferry.manifests.bundle.BundleManifest;
import io.kubeferry.manifests.bundle.CarriedFile;
import io.kubeferry.manifests.bundle.KubernetesComponent;
import io.kubeferry.manifests.bundle.LoadBalancerComponent;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.image.Descriptor;
import io.kubeferry.manifests.image.Platform;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a lock or a bundle has, in the one form that both can be compared in.
 *
 * @param components what it is made of, in the order in which it is told, to its version
 * @param images to the digest that each stands for
 * @param files name, version and platform to the digest
 * @param blobs to their sizes in bytes: of images and files, without the installer
 */
public record Inventory(
        Map<String, String> components,
        Map<String, Digest> images,
        Map<String, Digest> files,
        Map<Digest, Long> blobs) {
    public Inventory {
        components = new LinkedHashMap<>(components);
        images = new TreeMap<>(images);
        files = new TreeMap<>(files);
        blobs = new TreeMap<>(blobs);
    }

    /** Of a lock. */
    public static Inventory of(Lock lock) {
        Inventory inventory = new Inventory(
                head(lock.name() + " " + lock.version(), lock.platforms(), lock.upgradeFrom(), lock.kubernetes()),
                Map.of(),
                Map.of(),
                Map.of());
        inventory.add(lock.network().provider(), lock.network().version(), lock.loadBalancer());
        lock.addons().forEach(addon -> inventory.addon(addon.name(), addon.version()));
        inventory.tools(lock.kubernetes());
        lock.installer().runtimes().forEach(runtime -> inventory.runtime(runtime.platform(), runtime.javaVersion()));
        lock.images().forEach(inventory::add);
        lock.files().forEach(inventory::add);
        lock.files().forEach(file -> inventory.blobs.put(file.digest(), file.size()));
        return inventory;
    }

    /** Of a bundle. */
    public static Inventory of(BundleManifest bundle) {
        Inventory inventory = new Inventory(
                head(bundle.title(), bundle.platforms(), bundle.upgradeFrom(), bundle.kubernetes()),
                Map.of(),
                Map.of(),
                Map.of());
        inventory.add(bundle.network().provider(), bundle.network().version(), bundle.loadBalancer());
        bundle.addons().forEach(addon -> inventory.addon(addon.name(), addon.version()));
        inventory.tools(bundle.kubernetes());
        bundle.runtimes().forEach(runtime -> inventory.runtime(runtime.platform(), runtime.javaVersion()));
        bundle.images().forEach(image -> inventory.images.put(image.reference().toString(), image.digest()));
        bundle.files().forEach(inventory::add);
        bundle.entries().stream()
                .filter(entry -> entry.path().startsWith(BundleLayout.BLOBS))
                .forEach((BundleEntry entry) -> inventory.blobs.put(entry.digest(), entry.size()));
        return inventory;
    }

    private static Map<String, String> head(
            String title,
            List<Platform> platforms,
            Optional<KubernetesVersion> from,
            List<KubernetesComponent> releases) {
        Map<String, String> head = new LinkedHashMap<>();
        head.put("bundle", title);
        head.put(
                "platforms", platforms.stream().map(Platform::toString).sorted().collect(Collectors.joining(", ")));
        from.ifPresent(version -> head.put("upgrade from", version.toString()));
        head.put(
                "Kubernetes",
                releases.stream().map(each -> each.version().toString()).collect(Collectors.joining(", ")));
        return head;
    }

    private void add(String provider, String version, Optional<LoadBalancerComponent> balancer) {
        components.put("network", provider + " " + version);
        balancer.ifPresent(found -> components.put("load balancer", found.provider()));
    }

    private void addon(String name, String version) {
        components.put("add-on " + name, version.isEmpty() ? "the author's own" : version);
    }

    /** Each tool with the versions that it has along the way. */
    private void tools(List<KubernetesComponent> releases) {
        Map<String, String> tools = new TreeMap<>();
        for (KubernetesComponent release : releases) {
            release.tools()
                    .forEach((name, version) -> tools.merge(
                            name,
                            version,
                            (before, next) -> before.equals(next) || before.endsWith(", " + next)
                                    ? before
                                    : before + ", " + next));
        }
        components.putAll(tools);
    }

    private void runtime(Platform platform, String version) {
        components.put("Java for " + platform, version);
    }

    private void add(CarriedFile file) {
        String version = file.version().isEmpty() ? "" : " " + file.version();
        files.put(
                file.name()
                        + version
                        + file.platform().map(each -> " for " + each).orElse(""),
                file.digest());
    }

    private void add(LockedImage image) {
        images.put(image.reference().toString(), image.root().digest());
        for (LockedManifest manifest : image.manifests()) {
            blobs.put(manifest.descriptor().digest(), manifest.descriptor().size());
        }
        image.blobs().forEach((Descriptor blob) -> blobs.put(blob.digest(), blob.size()));
    }

    /** Name and version of the bundle. */
    public String title() {
        return components.get("bundle");
    }

    /** Bytes of all blobs. */
    public long bytes() {
        return blobs.values().stream().mapToLong(Long::longValue).sum();
    }
}
