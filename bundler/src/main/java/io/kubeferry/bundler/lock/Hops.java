package io.kubeferry.bundler.lock;

import io.kubeferry.bundler.spec.KubernetesChoice;
import io.kubeferry.manifests.bundle.KubernetesComponent;
import io.kubeferry.manifests.catalogue.Catalogue;
import io.kubeferry.manifests.catalogue.ContainerdRange;
import io.kubeferry.manifests.catalogue.KubernetesRelease;
import io.kubeferry.manifests.catalogue.ToolRelease;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.failure.Problems;
import io.kubeferry.manifests.image.Platform;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import io.kubeferry.manifests.kubernetes.UpgradePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The Kubernetes releases of a bundle and the tools that go with each: one release, or every hop of an upgrade.
 *
 * @param releases in the order of an upgrade
 * @param tools every file of a tool, once; for all platforms
 * @param imageLists for releases that the catalogue does not list: how their images are known, in words
 * @param notes what a person should know about them, in words
 */
record Hops(
        List<KubernetesComponent> releases,
        List<ToolRelease> tools,
        Map<KubernetesVersion, String> imageLists,
        List<String> notes) {
    private static final List<String> KUBERNETES_BINARIES = List.of("kubeadm", "kubectl", "kubelet");

    /** crictl follows Kubernetes' minors, etcd's tools the etcd that kubeadm runs. */
    private static final List<String> FOLLOWING = List.of("crictl", "etcd");

    Hops {
        releases = List.copyOf(releases);
        tools = List.copyOf(tools);
        imageLists = new TreeMap<>(imageLists);
        notes = List.copyOf(notes);
    }

    /**
     * Finds the hops of a choice.
     *
     * @param combinations is told what upstream does not support together
     * @param problems gets what is not known
     * @throws Failure where a release is not known, or no way leads to it
     */
    static Hops of(
            KubernetesChoice choice,
            List<Platform> platforms,
            Catalogue catalogue,
            Combinations combinations,
            Problems problems) {
        List<KubernetesRelease> releases =
                path(choice, catalogue).stream().map(catalogue::kubernetes).toList();
        checkContainerd(choice, catalogue, combinations);
        Map<KubernetesVersion, Map<String, String>> versions = versions(choice, releases, catalogue);
        List<KubernetesComponent> components = new ArrayList<>();
        Set<ToolRelease> tools = new LinkedHashSet<>();
        for (KubernetesRelease release : releases) {
            Map<String, String> spelled = new TreeMap<>();
            for (Platform platform : platforms) {
                versions.get(release.version())
                        .forEach((name, version) -> find(catalogue, name, version, platform, problems)
                                .forEach(tool -> {
                                    spelled.put(name, tool.version());
                                    tools.add(tool);
                                }));
            }
            components.add(
                    new KubernetesComponent(release.version(), release.imageRepository(), release.images(), spelled));
        }
        return new Hops(components, List.copyOf(tools), imageLists(releases), notes(releases, catalogue));
    }

    private static Map<KubernetesVersion, String> imageLists(List<KubernetesRelease> releases) {
        Map<KubernetesVersion, String> lists = new TreeMap<>();
        releases.forEach(release ->
                release.derivedFrom().ifPresent(known -> lists.put(release.version(), "derived from " + known)));
        return lists;
    }

    private static List<String> notes(List<KubernetesRelease> releases, Catalogue catalogue) {
        List<String> notes = new ArrayList<>();
        for (KubernetesRelease release : releases) {
            String title = "Kubernetes " + release.version();
            release.derivedFrom()
                    .ifPresent(known ->
                            notes.add(title + " is not listed in the catalogue: its image list is derived from " + known
                                    + ", unless its own kubeadm can be asked"));
            catalogue.kubernetesNote(release.version()).ifPresent(note -> notes.add(title + ": " + note));
        }
        return notes;
    }

    private static List<KubernetesVersion> path(KubernetesChoice choice, Catalogue catalogue) {
        return choice.from()
                .map(from -> UpgradePath.between(
                                "spec.kubernetes.from", from, choice.version(), catalogue.kubernetesVersions())
                        .hops())
                .orElseGet(() -> List.of(choice.version()));
    }

    private static List<ToolRelease> find(
            Catalogue catalogue, String name, String version, Platform platform, Problems problems) {
        try {
            return List.of(catalogue.tool(name, version, platform));
        } catch (Failure e) {
            e.problems().forEach(each -> problems.add(each.where(), each.what(), each.next()));
            return List.of();
        }
    }

    /** Only a choice of the author's own can be wrong: the catalogue's are checked by its own tests. */
    private static void checkContainerd(KubernetesChoice choice, Catalogue catalogue, Combinations combinations) {
        String chosen = choice.tools().getOrDefault("containerd", "");
        ContainerdRange range = catalogue.containerdRange(choice.version());
        if (!chosen.isEmpty() && !range.accepts(chosen)) {
            combinations.unsupported(
                    "spec.kubernetes.containerd",
                    "containerd " + chosen + " does not go with Kubernetes " + choice.version() + ", which wants "
                            + range,
                    chosen,
                    catalogue.containerdVersionsFor(choice.version()));
        }
    }

    /**
     * The target's tools go with every hop, but for kubeadm, kubelet and kubectl, which are the hop's own, and those that
     * follow Kubernetes. Seen from the target backwards, containerd and its runc change only at a hop that does not take
     * the later ones, or whose nodes still run a kubelet that does not: containerd is replaced first.
     */
    private static Map<KubernetesVersion, Map<String, String>> versions(
            KubernetesChoice choice, List<KubernetesRelease> releases, Catalogue catalogue) {
        Map<KubernetesVersion, Map<String, String>> versions = new LinkedHashMap<>();
        Map<String, String> later =
                new TreeMap<>(releases.get(releases.size() - 1).defaultTools());
        later.putAll(choice.tools());
        for (int i = releases.size() - 1; i >= 0; i--) {
            KubernetesRelease release = releases.get(i);
            Map<String, String> own = new TreeMap<>(later);
            FOLLOWING.stream()
                    .filter(tool -> release.defaultTools().containsKey(tool))
                    .filter(tool -> !choice.tools().containsKey(tool))
                    .forEach(tool -> own.put(tool, release.defaultTools().get(tool)));
            Optional<KubernetesVersion> before =
                    i == 0 ? choice.from() : Optional.of(releases.get(i - 1).version());
            boolean isTarget = i == releases.size() - 1;
            if (!isTarget && !goes(own.get("containerd"), release.version(), before, catalogue)) {
                own.put("containerd", release.defaultTools().get("containerd"));
                own.put("runc", release.defaultTools().get("runc"));
            }
            later = new TreeMap<>(own);
            KUBERNETES_BINARIES.forEach(name -> own.put(name, release.version().toString()));
            versions.put(release.version(), own);
        }
        return versions;
    }

    private static boolean goes(
            String containerd, KubernetesVersion hop, Optional<KubernetesVersion> before, Catalogue catalogue) {
        return catalogue.containerdRange(hop).accepts(containerd)
                && before.map(version -> catalogue.containerdRange(version).accepts(containerd))
                        .orElse(true);
    }
}
