package io.kubeferry.installer.desired;

import io.kubeferry.installer.plan.FileContent.ArchiveMember;
import io.kubeferry.installer.site.Site;
import io.kubeferry.manifests.bundle.AddonComponent;
import io.kubeferry.manifests.bundle.BundleManifest;
import io.kubeferry.manifests.bundle.CarriedFile;
import io.kubeferry.manifests.bundle.VerifiedBundle;
import io.kubeferry.manifests.closure.BlobContents;
import io.kubeferry.manifests.closure.ClosureProof;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.kubernetes.ManifestText;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts together what is wanted: the site, and what is to be known of the bundle's contents before anything is planned. */
public final class TargetReader {
    private TargetReader() {}

    /**
     * Reads the bundle's archives of tools and its manifests; nothing is unpacked.
     *
     * @throws Failure with {@link ExitCode#PREFLIGHT_FAILED} where the bundle lacks something that a site pulls or runs
     */
    public static Target read(Site site, VerifiedBundle bundle) {
        BundleManifest manifest = bundle.manifest();
        try {
            ClosureProof.of(manifest, new BlobContents(bundle::open))
                    .requireComplete(
                            ExitCode.PREFLIGHT_FAILED,
                            bundle.file().toString(),
                            "bring a bundle that has it: a bundler of today builds none that lacks anything; nothing was"
                                    + " changed");
            Map<Digest, List<ArchiveMember>> members = new TreeMap<>();
            for (CarriedFile file : manifest.files()) {
                if (isTool(manifest, file) && !members.containsKey(file.digest())) {
                    try (InputStream blob = bundle.open(file.digest())) {
                        ArchiveReader.read(file.digest(), blob).ifPresent(found -> members.put(file.digest(), found));
                    }
                }
            }
            String network = ManifestText.decode(
                    "the network's manifest",
                    bundle.read(manifest.network().manifest().layoutPath()));
            return new Target(site, manifest, new Archives(members), network, addons(bundle));
        } catch (IOException e) {
            throw Failure.of(
                    ExitCode.NOT_TRUSTED,
                    bundle.file().toString(),
                    "it was whole when it was verified and cannot be read any more: " + e.getMessage(),
                    "check the medium, then run this again; nothing was changed",
                    e);
        }
    }

    private static List<Addon> addons(VerifiedBundle bundle) throws IOException {
        List<Addon> addons = new ArrayList<>();
        for (AddonComponent component : bundle.manifest().addons()) {
            String name = "a manifest of add-on " + component.name();
            List<Addon.Manifest> manifests = new ArrayList<>();
            for (Digest digest : component.manifests()) {
                manifests.add(Addon.Manifest.of(name, ManifestText.decode(name, bundle.read(digest.layoutPath()))));
            }
            addons.add(new Addon(component.name(), component.version(), manifests));
        }
        return addons;
    }

    private static boolean isTool(BundleManifest manifest, CarriedFile file) {
        return file.platform().isPresent()
                && file.version().equals(manifest.target().tools().get(file.name()));
    }
}
