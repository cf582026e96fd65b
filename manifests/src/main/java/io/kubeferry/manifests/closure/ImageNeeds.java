package io.kubeferry.manifests.closure;

import io.kubeferry.manifests.bundle.AddonComponent;
import io.kubeferry.manifests.bundle.KubernetesComponent;
import io.kubeferry.manifests.bundle.LoadBalancerComponent;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Who needs which image, in words for a person. Every image that is named here has to be in the bundle. */
public final class ImageNeeds {
    private final Map<ImageReference, Set<String>> needs = new TreeMap<>();

    /**
     * What the components need that name their images themselves.
     *
     * @param upgradeFrom given where the releases are the hops of an upgrade
     */
    public static ImageNeeds of(
            Optional<KubernetesVersion> upgradeFrom,
            List<KubernetesComponent> releases,
            Optional<LoadBalancerComponent> loadBalancer) {
        ImageNeeds needs = new ImageNeeds();
        for (KubernetesComponent release : releases) {
            release.images()
                    .forEach((part, image) -> needs.add(image, "Kubernetes " + release.version() + ": " + part));
            Optional.ofNullable(release.images().get("pause"))
                    .ifPresent(pause -> needs.addPause(pause, release, upgradeFrom));
        }
        loadBalancer.ifPresent(found -> found.images()
                .forEach((part, image) -> needs.add(image, "load balancer " + found.provider() + ": " + part)));
        return needs;
    }

    /** containerd starts every pod with the image that its configuration names, and kubeadm tries a node with a job of it. */
    private void addPause(ImageReference pause, KubernetesComponent release, Optional<KubernetesVersion> upgradeFrom) {
        add(pause, "containerd with Kubernetes " + release.version() + ": sandbox image");
        upgradeFrom.ifPresent(from -> add(pause, "kubeadm upgrade to " + release.version() + ": job of its check"));
    }

    /** Whoever applies the network's manifest. */
    public static String network(String provider, String version) {
        return "network " + provider + " " + version;
    }

    /** Whoever applies an add-on's manifests. */
    public static String addon(String name, String version) {
        return "add-on " + name + (version.isEmpty() ? "" : " " + version);
    }

    static String addon(AddonComponent addon) {
        return addon(addon.name(), addon.version());
    }

    /** Adds a need. */
    public void add(ImageReference image, String who) {
        needs.computeIfAbsent(image, absent -> new LinkedHashSet<>()).add(who);
    }

    /** Adds needs of one kind. */
    public void addAll(Collection<ImageReference> images, String who) {
        images.forEach(image -> add(image, who));
    }

    /**
     * Every image, sorted, with all who need it in the order in which they were told; of {@code add-on shop} and
     * {@code add-on shop: web.yaml} only the second, which says more.
     */
    public Map<ImageReference, List<String>> all() {
        Map<ImageReference, List<String>> all = new LinkedHashMap<>();
        needs.forEach((image, who) -> all.put(
                image,
                who.stream()
                        .filter(each -> who.stream().noneMatch(other -> other.startsWith(each + ": ")))
                        .toList()));
        return all;
    }
}
