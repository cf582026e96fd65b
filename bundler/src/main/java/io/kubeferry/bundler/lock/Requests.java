package io.kubeferry.bundler.lock;

import io.kubeferry.bundler.lock.Request.WantedAddon;
import io.kubeferry.bundler.lock.Request.WantedNetwork;
import io.kubeferry.bundler.spec.ExtraFile;
import io.kubeferry.bundler.spec.Spec;
import io.kubeferry.bundler.spec.Spec.NetworkChoice;
import io.kubeferry.manifests.bundle.KubernetesComponent;
import io.kubeferry.manifests.bundle.LoadBalancerComponent;
import io.kubeferry.manifests.catalogue.Catalogue;
import io.kubeferry.manifests.catalogue.LoadBalancerRelease;
import io.kubeferry.manifests.catalogue.NetworkRelease;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.failure.Problems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Completes specs from a catalogue. */
public final class Requests {
    private final Catalogue catalogue;
    private final boolean untestedAllowed;

    /** With {@code untestedAllowed} what upstream does not support together is listed instead of refused. */
    public Requests(Catalogue catalogue, boolean untestedAllowed) {
        this.catalogue = catalogue;
        this.untestedAllowed = untestedAllowed;
    }

    /**
     * Completes a spec.
     *
     * @throws Failure with {@link ExitCode#INVALID_INPUT} and everything that the catalogue lacks or that does not fit
     */
    public Request of(Spec spec) {
        Problems problems = new Problems();
        Combinations combinations = new Combinations(untestedAllowed, problems);
        Hops hops = Hops.of(spec.kubernetes(), spec.platforms(), catalogue, combinations, problems);
        Optional<NetworkRelease> network = gather(problems, () -> network(spec.network(), hops));
        network.ifPresent(found -> hops.releases().forEach(release -> checkNetwork(found, release, combinations)));
        Optional<LoadBalancerComponent> loadBalancer = spec.loadBalancer()
                .flatMap(choice -> gather(problems, () -> catalogue.loadBalancer(choice.provider(), choice.tags())))
                .map(Requests::component);
        AddonRequests addonRequests =
                new AddonRequests(catalogue, spec.kubernetes().version(), combinations, problems);
        List<WantedAddon> addons = addonRequests.of(spec.addons());
        List<WantedFile> files = files(spec, hops);
        checkNames(files, problems);
        problems.throwIfAny(ExitCode.INVALID_INPUT);

        List<String> notes = new ArrayList<>(hops.notes());
        notes.addAll(notes(network.orElseThrow()));
        notes.addAll(addonRequests.notes());
        return new Request(
                spec.name(),
                spec.version(),
                spec.platforms(),
                spec.kubernetes().from(),
                hops.releases(),
                hops.imageLists(),
                wanted(network.orElseThrow()),
                loadBalancer,
                addons,
                combinations.untested(),
                notes,
                files,
                spec.images());
    }

    private NetworkRelease network(NetworkChoice choice, Hops hops) {
        KubernetesComponent target = hops.releases().get(hops.releases().size() - 1);
        return catalogue.network(
                choice.provider(),
                choice.version().orElseGet(() -> catalogue.defaultNetwork(choice.provider(), target.version())));
    }

    private void checkNetwork(NetworkRelease network, KubernetesComponent release, Combinations combinations) {
        if (!network.kubernetes().accepts(release.version())) {
            combinations.unsupported(
                    "spec.network." + network.provider(),
                    Combinations.words(
                            network.provider() + " " + network.version(), release.version(), network.kubernetes()),
                    network.version(),
                    catalogue.networkVersionsFor(network.provider(), release.version()));
        }
    }

    private static List<String> notes(NetworkRelease network) {
        List<String> notes = new ArrayList<>();
        String title = network.provider() + " " + network.version();
        network.newestKnown()
                .ifPresent(newest -> notes.add(
                        title + " is later than " + newest + ", the newest that the catalogue knows of its line"));
        network.note().ifPresent(note -> notes.add(title + ": " + note));
        return notes;
    }

    private static WantedNetwork wanted(NetworkRelease network) {
        return new WantedNetwork(
                network.provider(), network.version(), network.manifest(), network.images(), network.newestKnown());
    }

    private static LoadBalancerComponent component(LoadBalancerRelease release) {
        return new LoadBalancerComponent(release.provider(), release.images());
    }

    private static <T> Optional<T> gather(Problems problems, Supplier<T> lookup) {
        try {
            return Optional.of(lookup.get());
        } catch (Failure e) {
            e.problems().forEach(each -> problems.add(each.where(), each.what(), each.next()));
            return Optional.empty();
        }
    }

    private static List<WantedFile> files(Spec spec, Hops hops) {
        List<WantedFile> files = new ArrayList<>();
        hops.tools()
                .forEach(tool -> files.add(new WantedFile(
                        tool.name(),
                        tool.version(),
                        Optional.of(tool.platform()),
                        tool.url(),
                        tool.sha256(),
                        tool.checksum(),
                        tool.nearest())));
        for (ExtraFile file : spec.files()) {
            files.add(new WantedFile(
                    file.path(),
                    "",
                    file.platform(),
                    file.url(),
                    Optional.of(file.sha256()),
                    Optional.empty(),
                    List.of()));
        }
        return files;
    }

    /** The installer finds files by their names, so a file of the author's own cannot have that of a tool. */
    private static void checkNames(List<WantedFile> files, Problems problems) {
        Set<String> tools = new HashSet<>();
        files.stream().filter(file -> !file.version().isEmpty()).forEach(file -> tools.add(file.name()));
        files.stream()
                .filter(file -> file.version().isEmpty() && tools.contains(file.name()))
                .forEach(file -> problems.add(
                        "spec.files",
                        "the path '" + file.name() + "' of " + file.url() + " is the name of a tool that goes along",
                        "give it a path of its own, such as own/" + file.name()));
    }
}
