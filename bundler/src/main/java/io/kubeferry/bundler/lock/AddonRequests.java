package io.kubeferry.bundler.lock;

import io.kubeferry.bundler.lock.Request.WantedAddon;
import io.kubeferry.bundler.lock.Request.WantedManifest;
import io.kubeferry.bundler.spec.AddonChoice;
import io.kubeferry.bundler.spec.OwnManifest;
import io.kubeferry.manifests.catalogue.AddonRelease;
import io.kubeferry.manifests.catalogue.Catalogue;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.failure.Problems;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Completes the add-ons of a spec. */
final class AddonRequests {
    private final Catalogue catalogue;
    private final KubernetesVersion kubernetes;
    private final Combinations combinations;
    private final Problems problems;
    private final List<String> notes = new ArrayList<>();

    /** They are to run on that release. */
    AddonRequests(Catalogue catalogue, KubernetesVersion kubernetes, Combinations combinations, Problems problems) {
        this.catalogue = catalogue;
        this.kubernetes = kubernetes;
        this.combinations = combinations;
        this.problems = problems;
    }

    List<WantedAddon> of(List<AddonChoice> choices) {
        List<WantedAddon> addons = new ArrayList<>();
        List<AddonRelease> chosen = new ArrayList<>();
        for (AddonChoice choice : choices) {
            if (choice instanceof AddonChoice.Own own) {
                addons.add(own(own));
            } else if (choice instanceof AddonChoice.Catalogued catalogued) {
                release(catalogued).ifPresent(release -> {
                    checkConflicts(release, chosen);
                    chosen.add(release);
                    addons.add(wanted(release));
                });
            }
        }
        return addons;
    }

    /** What a person should know about them. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    private Optional<AddonRelease> release(AddonChoice.Catalogued choice) {
        try {
            String version = choice.version().orElseGet(() -> catalogue.defaultAddon(choice.name(), kubernetes));
            AddonRelease release = catalogue.addon(choice.name(), version);
            if (!release.kubernetes().accepts(kubernetes)) {
                combinations.unsupported(
                        "spec.addons." + release.name(),
                        Combinations.words(release.name() + " " + release.version(), kubernetes, release.kubernetes()),
                        release.version(),
                        catalogue.addonVersionsFor(release.name(), kubernetes));
            }
            return Optional.of(release);
        } catch (Failure e) {
            e.problems().forEach(each -> problems.add(each.where(), each.what(), each.next()));
            return Optional.empty();
        }
    }

    /** What cannot be in one cluster is no matter of testing: it is refused even where untested things are allowed. */
    private void checkConflicts(AddonRelease release, List<AddonRelease> chosen) {
        for (AddonRelease other : chosen) {
            Optional.ofNullable(release.conflicts().get(other.name()))
                    .or(() -> Optional.ofNullable(other.conflicts().get(release.name())))
                    .ifPresent(reason -> problems.add(
                            "spec.addons." + release.name(),
                            release.name() + " and " + other.name() + " cannot be in one cluster: " + reason,
                            "keep one of them; --allow-untested does not let this pass, since it cannot work"));
        }
    }

    private WantedAddon wanted(AddonRelease release) {
        String title = release.name() + " " + release.version();
        release.newestKnown()
                .ifPresent(newest -> notes.add(
                        title + " is later than " + newest + ", the newest that the catalogue knows of its line"));
        release.note().ifPresent(note -> notes.add(title + ": " + note));
        String folder = commonFolder(release.manifests());
        return new WantedAddon(
                release.name(),
                release.version(),
                release.manifests().stream()
                        .map(url -> new WantedManifest(
                                url.toString().substring(folder.length()), url, Optional.empty(), Optional.empty()))
                        .toList(),
                release.places(),
                release.images(),
                release.newestKnown());
    }

    private static String commonFolder(List<URI> urls) {
        String common = urls.get(0).toString();
        for (URI url : urls) {
            common = common.substring(0, common.lastIndexOf('/') + 1);
            while (!url.toString().startsWith(common)) {
                common = common.substring(0, common.lastIndexOf('/', common.length() - 2) + 1);
            }
        }
        return common;
    }

    private static WantedAddon own(AddonChoice.Own own) {
        return new WantedAddon(
                own.name(),
                "",
                own.manifests().stream().map(AddonRequests::wanted).toList(),
                own.places(),
                List.of(),
                Optional.empty());
    }

    private static WantedManifest wanted(OwnManifest manifest) {
        String name = manifest.file().isPresent()
                ? manifest.origin().getSchemeSpecificPart()
                : manifest.origin().getHost() + manifest.origin().getPath();
        return new WantedManifest(name, manifest.origin(), manifest.file(), manifest.sha256());
    }
}
