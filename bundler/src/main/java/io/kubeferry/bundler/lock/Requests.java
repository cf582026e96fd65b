package io.kubeferry.bundler.lock;

import io.kubeferry.bundler.lock.Request.WantedImage;
import io.kubeferry.bundler.lock.Request.WantedNetwork;
import io.kubeferry.bundler.spec.ExtraFile;
import io.kubeferry.bundler.spec.KubernetesChoice;
import io.kubeferry.bundler.spec.Spec;
import io.kubeferry.manifests.bundle.KubernetesComponent;
import io.kubeferry.manifests.bundle.LoadBalancerComponent;
import io.kubeferry.manifests.catalogue.Catalogue;
import io.kubeferry.manifests.catalogue.KubernetesRelease;
import io.kubeferry.manifests.catalogue.LoadBalancerRelease;
import io.kubeferry.manifests.catalogue.NetworkRelease;
import io.kubeferry.manifests.catalogue.ToolRelease;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.failure.Problems;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.image.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Completes specs from a catalogue. */
public final class Requests {
    private static final List<String> KUBERNETES_BINARIES = List.of("kubeadm", "kubectl", "kubelet");

    private final Catalogue catalogue;

    public Requests(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * Completes a spec.
     *
     * @throws Failure with {@link ExitCode#INVALID_INPUT} and everything that the catalogue lacks or that does not fit
     */
    public Request of(Spec spec) {
        Problems problems = new Problems();
        KubernetesRelease release = catalogue.kubernetes(spec.kubernetes().version());
        List<ToolRelease> tools = tools(spec, release, problems);
        Optional<NetworkRelease> network = gather(
                problems, () -> catalogue.flannel(spec.network().version().orElse(catalogue.defaultFlannel())));
        Optional<LoadBalancerRelease> loadBalancer = spec.loadBalancer()
                .flatMap(choice -> gather(problems, () -> catalogue.haproxy(choice.version(), choice.keepalived())));
        network.ifPresent(found -> checkNetwork(found, release, problems));
        problems.throwIfAny(ExitCode.INVALID_INPUT);
        return request(spec, release, tools, network.orElseThrow(), loadBalancer);
    }

    private List<ToolRelease> tools(Spec spec, KubernetesRelease release, Problems problems) {
        Map<String, String> versions = new TreeMap<>(release.defaultTools());
        versions.putAll(spec.kubernetes().tools());
        KUBERNETES_BINARIES.forEach(name -> versions.put(name, release.version().toString()));
        checkContainerd(spec.kubernetes(), problems);
        List<ToolRelease> tools = new ArrayList<>();
        for (Platform platform : spec.platforms()) {
            versions.forEach((name, version) -> gather(problems, () -> catalogue.tool(name, version, platform))
                    .ifPresent(tools::add));
        }
        return tools;
    }

    /** Only a choice of the author's own can be wrong: the catalogue's are checked by its own tests. */
    private void checkContainerd(KubernetesChoice choice, Problems problems) {
        Optional.ofNullable(choice.tools().get("containerd"))
                .filter(version -> !catalogue.containerdRange(choice.version()).accepts(version))
                .ifPresent(version -> problems.add(
                        "spec.kubernetes.containerd",
                        "containerd " + version + " does not go with Kubernetes " + choice.version() + ", which wants "
                                + catalogue.containerdRange(choice.version()),
                        "choose another, or leave it to the catalogue"));
    }

    private static void checkNetwork(NetworkRelease network, KubernetesRelease release, Problems problems) {
        if (!network.supports(release.version())) {
            problems.add(
                    "spec.network." + network.provider(),
                    network.provider() + " " + network.version() + " does not go with Kubernetes "
                            + release.version() + ": it wants " + network.minimumKubernetes() + " to "
                            + network.maximumKubernetes().orElse("the newest"),
                    "choose another version");
        }
    }

    private static <T> Optional<T> gather(Problems problems, Supplier<T> lookup) {
        try {
            return Optional.of(lookup.get());
        } catch (Failure e) {
            e.problems().forEach(each -> problems.add(each.where(), each.what(), each.next()));
            return Optional.empty();
        }
    }

    private static Request request(
            Spec spec,
            KubernetesRelease release,
            List<ToolRelease> tools,
            NetworkRelease network,
            Optional<LoadBalancerRelease> loadBalancer) {
        Map<String, String> toolVersions = new TreeMap<>();
        tools.forEach(tool -> toolVersions.put(tool.name(), tool.version()));
        return new Request(
                spec.name(),
                spec.version(),
                spec.platforms(),
                Optional.empty(),
                List.of(new KubernetesComponent(
                        release.version(), release.imageRepository(), release.images(), toolVersions)),
                new WantedNetwork(network.provider(), network.version(), network.manifest()),
                loadBalancer.map(each -> new LoadBalancerComponent(each.provider(), each.images())),
                List.of(),
                List.of(),
                files(spec, tools),
                images(spec, release, loadBalancer));
    }

    private static List<WantedFile> files(Spec spec, List<ToolRelease> tools) {
        List<WantedFile> files = new ArrayList<>();
        for (ToolRelease tool : tools) {
            files.add(new WantedFile(
                    tool.name(),
                    tool.version(),
                    Optional.of(tool.platform()),
                    tool.url(),
                    tool.sha256(),
                    tool.checksum()));
        }
        for (ExtraFile file : spec.files()) {
            files.add(new WantedFile(
                    file.path(), "", file.platform(), file.url(), Optional.of(file.sha256()), Optional.empty()));
        }
        return files;
    }

    private static List<WantedImage> images(
            Spec spec, KubernetesRelease release, Optional<LoadBalancerRelease> loadBalancer) {
        Map<ImageReference, List<String>> needs = new TreeMap<>();
        release.images().forEach((part, image) -> need(needs, image, "Kubernetes " + release.version() + ": " + part));
        loadBalancer.ifPresent(found -> found.images()
                .forEach((part, image) -> need(needs, image, "load balancer " + found.provider() + ": " + part)));
        spec.images().forEach(image -> need(needs, image, "spec.images"));
        return needs.entrySet().stream()
                .map(entry -> new WantedImage(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static void need(Map<ImageReference, List<String>> needs, ImageReference image, String who) {
        needs.computeIfAbsent(image, absent -> new ArrayList<>()).add(who);
    }
}
