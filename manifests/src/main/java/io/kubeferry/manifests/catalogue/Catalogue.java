package io.kubeferry.manifests.catalogue;

import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Problems;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.image.Platform;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/**
 * Everything known about upstream's releases. Every lookup that finds nothing ends with
 * {@link ExitCode#INVALID_INPUT}, what is known, and how to add to it.
 */
public final class Catalogue {
    private static final List<String> FILES = Stream.of(
                    Stream.of(KubernetesTable.NAME, ToolTable.NAME),
                    NetworkTable.PROVIDERS.stream().map(NetworkTable::fileName),
                    Stream.of(AddonTable.NAME, LoadBalancerTable.NAME))
            .flatMap(names -> names)
            .toList();

    private final Lazy<KubernetesTable> kubernetes;
    private final Lazy<ToolTable> tools;
    private final Map<String, Lazy<NetworkTable>> networks;
    private final Lazy<AddonTable> addons;
    private final Lazy<LoadBalancerTable> loadBalancers;

    private Catalogue(
            Lazy<KubernetesTable> kubernetes,
            Lazy<ToolTable> tools,
            Map<String, Lazy<NetworkTable>> networks,
            Lazy<AddonTable> addons,
            Lazy<LoadBalancerTable> loadBalancers) {
        this.kubernetes = kubernetes;
        this.tools = tools;
        this.networks = networks;
        this.addons = addons;
        this.loadBalancers = loadBalancers;
    }

    /** The catalogue that comes with the program; each of its tables is read when it is first needed. */
    public static Catalogue bundled() {
        Map<String, Lazy<NetworkTable>> networks = new LinkedHashMap<>();
        NetworkTable.PROVIDERS.forEach(
                provider -> networks.put(provider, Lazy.of(() -> bundled(NetworkTable.file(provider)))));
        return new Catalogue(
                Lazy.of(() -> bundled(KubernetesTable.FILE)),
                Lazy.of(() -> bundled(ToolTable.FILE).withDigests(CatalogueTexts.bundled(ToolTable.DIGESTS))),
                networks,
                Lazy.of(() -> bundled(AddonTable.FILE)),
                Lazy.of(() -> bundled(LoadBalancerTable.FILE)));
    }

    private static <T> T bundled(CatalogueFile<T> file) {
        Problems problems = new Problems();
        T table = file.read("catalogue/" + file.name(), CatalogueTexts.bundled(file.name()), problems);
        if (!problems.isEmpty()) {
            throw new IllegalStateException("this program's own catalogue: " + problems.found());
        }
        return table;
    }

    /**
     * This catalogue with an operator's entries over it.
     *
     * @param folder files of the same names, any of them. What they say replaces or adds a Kubernetes release, a field or
     *     tool of a minor, a sha256 of a tool's version for a platform, a release or line of a network or an add-on, the
     *     image of a load balancer's tag; what they leave out stays as it is
     * @throws io.kubeferry.manifests.failure.Failure with {@link ExitCode#INVALID_INPUT} and every problem of the folder
     */
    public Catalogue overlaidBy(Path folder) {
        Overlay overlay = new Overlay(CatalogueTexts.of(folder, FILES));
        Map<String, Lazy<NetworkTable>> both = new LinkedHashMap<>();
        networks.forEach((provider, below) ->
                both.put(provider, overlay.over(below, NetworkTable.file(provider), NetworkTable::overlaidBy)));
        Catalogue overlaid = new Catalogue(
                overlay.over(kubernetes, KubernetesTable.FILE, KubernetesTable::overlaidBy),
                overlay.over(tools, ToolTable.FILE, ToolTable::overlaidBy),
                both,
                overlay.over(addons, AddonTable.FILE, AddonTable::overlaidBy),
                overlay.over(loadBalancers, LoadBalancerTable.FILE, LoadBalancerTable::overlaidBy));
        overlay.problems.throwIfAny(ExitCode.INVALID_INPUT);
        overlaid.checkComplete(overlay.texts.texts().keySet(), overlay.problems);
        overlay.problems.throwIfAny(ExitCode.INVALID_INPUT);
        return overlaid;
    }

    private record Overlay(CatalogueTexts texts, Problems problems) {
        Overlay(CatalogueTexts texts) {
            this(texts, new Problems());
        }

        <T> Lazy<T> over(Lazy<T> below, CatalogueFile<T> file, BinaryOperator<T> merge) {
            String text = texts.texts().get(file.name());
            if (text == null) {
                return below;
            }
            T own = file.read(texts.where(file.name()), text, problems);
            return Lazy.of(() -> merge.apply(below.get(), own));
        }
    }

    /** Whether what the tables of these files say is enough to bundle with. */
    void checkComplete(Iterable<String> files, Problems problems) {
        for (String file : files) {
            switch (file) {
                case KubernetesTable.NAME -> kubernetes.get().checkComplete(problems);
                case ToolTable.NAME -> tools.get().checkComplete(problems);
                case AddonTable.NAME -> addons.get().checkComplete(problems);
                case LoadBalancerTable.NAME -> loadBalancers.get();
                default -> networks.get(file.replace(".yaml", "")).get().checkComplete(problems);
            }
        }
    }

    /** The names of a catalogue's files. */
    static List<String> files() {
        return FILES;
    }

    /** A Kubernetes release; one of a known minor that is not listed is derived from what is. */
    public KubernetesRelease kubernetes(KubernetesVersion version) {
        return kubernetes.get().release(version);
    }

    /** All listed releases, the oldest first. */
    public List<KubernetesVersion> kubernetesVersions() {
        return List.copyOf(kubernetes.get().releases().navigableKeySet());
    }

    /** All known minors, such as {@code 1.36}, the oldest first. */
    public List<String> kubernetesMinors() {
        return List.copyOf(kubernetes.get().minors().navigableKeySet());
    }

    /** What a person should know about a minor besides. */
    public Optional<String> kubernetesNote(KubernetesVersion version) {
        return kubernetes.get().note(version);
    }

    /** The containerd versions that this Kubernetes is supported with. */
    public ContainerdRange containerdRange(KubernetesVersion version) {
        return kubernetes.get().containerdRange(version);
    }

    /** The names that {@link #tool} knows, sorted. */
    public List<String> toolNames() {
        return List.copyOf(tools.get().tools().navigableKeySet());
    }

    /** The versions of a tool whose sha256 is known, the oldest first. */
    public NavigableSet<String> toolVersions(String name) {
        return tools.get().versions(name);
    }

    /** Those of containerd that go with this Kubernetes. */
    public NavigableSet<String> containerdVersionsFor(KubernetesVersion version) {
        NavigableSet<String> fitting = toolVersions("containerd");
        ContainerdRange range = containerdRange(version);
        fitting.removeIf(each -> !range.accepts(each));
        return fitting;
    }

    /**
     * A version of a tool, whether its sha256 is known or not.
     *
     * @param version with or without a leading {@code v}
     */
    public ToolRelease tool(String name, String version, Platform platform) {
        return tools.get().release(name, version, platform);
    }

    /** {@code flannel}, {@code calico}, {@code weave}. */
    public List<String> networks() {
        return List.copyOf(networks.keySet());
    }

    /** A release of a network. */
    public NetworkRelease network(String provider, String version) {
        return networks.get(provider).get().release(version);
    }

    /** All known releases of a network, of a line the newest only; the oldest first. */
    public NavigableSet<String> networkVersions(String provider) {
        return networks.get(provider).get().table().known();
    }

    /** Those of them that go with this Kubernetes. */
    public NavigableSet<String> networkVersionsFor(String provider, KubernetesVersion version) {
        return networks.get(provider).get().table().knownFor(version);
    }

    /** The release of a network that is taken unless told otherwise. */
    public String defaultNetwork(String provider, KubernetesVersion version) {
        return networks.get(provider).get().defaultFor(version);
    }

    /** The names of add-ons, sorted. */
    public List<String> addons() {
        return List.copyOf(addons.get().addons().navigableKeySet());
    }

    /** A release of an add-on. */
    public AddonRelease addon(String name, String version) {
        return addons.get().release(name, version);
    }

    /** All known releases of an add-on, of a line the newest only; the oldest first. */
    public NavigableSet<String> addonVersions(String name) {
        return addons.get().addon(name).table().known();
    }

    /** Those of them that go with this Kubernetes. */
    public NavigableSet<String> addonVersionsFor(String name, KubernetesVersion version) {
        return addons.get().addon(name).table().knownFor(version);
    }

    /** The release of an add-on that is taken unless told otherwise. */
    public String defaultAddon(String name, KubernetesVersion version) {
        return addons.get().defaultFor(name, version);
    }

    /** Provider of a load balancer to its parts, the one whose version is the provider's first. */
    public static Map<String, List<String>> loadBalancers() {
        return LoadBalancerTable.PROVIDERS;
    }

    /**
     * A load balancer.
     *
     * @param provider {@code haproxy}, {@code nginx} or {@code kubeVip}
     * @param tags part to the tag of its image; a part that is absent has its default
     */
    public LoadBalancerRelease loadBalancer(String provider, Map<String, String> tags) {
        Map<String, ImageReference> images = new TreeMap<>();
        for (String part : LoadBalancerTable.PROVIDERS.get(provider)) {
            images.put(part, loadBalancers.get().image(part, Optional.ofNullable(tags.get(part))));
        }
        return new LoadBalancerRelease(provider, images);
    }

    /** The tags of a load balancer's part that the catalogue lists. */
    public List<String> loadBalancerTags(String part) {
        return new ArrayList<>(loadBalancers.get().parts().get(part).tags().keySet());
    }
}
