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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        Map<String, String> conflicts = new HashMap<>();
        for (AddonChoice choice : choices) {
            if (choice instanceof AddonChoice.Own own) {
                addons.add(own(own));
            } else if (choice instanceof AddonChoice.Catalogued catalogued) {
                release(catalogued).ifPresent(release -> {
                    checkConflict(release, conflicts);
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
                        release.name() + " " + release.version() + " does not go with Kubernetes " + kubernetes
                                + ": upstream supports it with " + release.kubernetes(),
                        release.version(),
                        catalogue.addonVersionsFor(release.name(), kubernetes));
            }
            return Optional.of(release);
        } catch (Failure e) {
            e.problems().forEach(each -> problems.add(each.where(), each.what(), each.next()));
            return Optional.empty();
        }
    }

    /** Upstream cannot be asked to support two owners of one object. */
    private void checkConflict(AddonRelease release, Map<String, String> conflicts) {
        Optional.ofNullable(conflicts.get(release.name()))
                .ifPresent(other -> problems.add(
                        "spec.addons." + release.name(),
                        release.name() + " and " + other + " cannot be in one cluster: both bring the same objects",
                        "keep one of them"));
        release.conflicts().forEach(other -> conflicts.put(other, release.name()));
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
                release.images());
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
                List.of());
    }

    private static WantedManifest wanted(OwnManifest manifest) {
        String name = manifest.file().isPresent()
                ? manifest.origin().getSchemeSpecificPart()
                : manifest.origin().getHost() + manifest.origin().getPath();
        return new WantedManifest(name, manifest.origin(), manifest.file(), manifest.sha256());
    }
}
