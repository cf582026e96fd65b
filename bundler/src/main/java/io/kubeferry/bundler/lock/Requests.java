package io.kubeferry.bundler.lock;

import io.kubeferry.bundler.lock.Request.WantedImage;
import io.kubeferry.bundler.lock.Request.WantedNetwork;
import io.kubeferry.bundler.spec.ExtraFile;
import io.kubeferry.bundler.spec.Spec;
import io.kubeferry.manifests.bundle.KubernetesComponent;
import io.kubeferry.manifests.bundle.LoadBalancerComponent;
import io.kubeferry.manifests.catalogue.Catalogue;
import io.kubeferry.manifests.catalogue.LoadBalancerRelease;
import io.kubeferry.manifests.catalogue.NetworkRelease;
import io.kubeferry.manifests.catalogue.ToolRelease;
import io.kubeferry.manifests.closure.ImageNeeds;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.failure.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Completes specs from a catalogue. */
public final class Requests {
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
        Hops hops = Hops.of(spec.kubernetes(), spec.platforms(), catalogue, problems);
        Optional<NetworkRelease> network = gather(
                problems, () -> catalogue.flannel(spec.network().version().orElse(catalogue.defaultFlannel())));
        Optional<LoadBalancerRelease> loadBalancer = spec.loadBalancer()
                .flatMap(choice -> gather(problems, () -> catalogue.haproxy(choice.version(), choice.keepalived())));
        network.ifPresent(found -> hops.releases().forEach(release -> checkNetwork(found, release, problems)));
        problems.throwIfAny(ExitCode.INVALID_INPUT);
        return request(spec, hops, network.orElseThrow(), loadBalancer);
    }

    private static void checkNetwork(NetworkRelease network, KubernetesComponent release, Problems problems) {
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
            Spec spec, Hops hops, NetworkRelease network, Optional<LoadBalancerRelease> loadBalancer) {
        Optional<LoadBalancerComponent> balancer =
                loadBalancer.map(each -> new LoadBalancerComponent(each.provider(), each.images()));
        return new Request(
                spec.name(),
                spec.version(),
                spec.platforms(),
                spec.kubernetes().from(),
                hops.releases(),
                new WantedNetwork(network.provider(), network.version(), network.manifest()),
                balancer,
                List.of(),
                List.of(),
                files(spec, hops.tools()),
                images(spec, hops, balancer));
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

    private static List<WantedImage> images(Spec spec, Hops hops, Optional<LoadBalancerComponent> loadBalancer) {
        ImageNeeds needs = ImageNeeds.of(spec.kubernetes().from(), hops.releases(), loadBalancer);
        needs.addAll(spec.images(), "spec.images");
        return needs.all().entrySet().stream()
                .map(entry -> new WantedImage(entry.getKey(), entry.getValue()))
                .toList();
    }
}
