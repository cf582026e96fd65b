package io.kubeferry.installer.registry;

import io.kubeferry.installer.plan.FileContent;
import io.kubeferry.installer.plan.PlannedFile;
import io.kubeferry.manifests.bundle.BundleManifest;
import io.kubeferry.manifests.bundle.CarriedImage;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.image.ImageReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The storage of a registry that serves a bundle's images, as files: what CNCF Distribution's file-system driver would have
 * written had the images been pushed (its {@code registry/storage/paths.go}, the same in 2.8 and 3.x). Manifests and
 * indexes keep their bytes; an index may lack children, which a push over HTTP would not allow.
 */
public final class RegistryStorage {
    private static final String ROOT = "docker/registry/v2/";

    /** Path relative to the storage's folder to the blob that stands there; in the order of digests. */
    private final Map<String, Digest> blobs = new TreeMap<>();
    /** Path relative to the storage's folder to the digest it points to. */
    private final Map<String, Digest> links = new TreeMap<>();

    private final BundleManifest bundle;

    private RegistryStorage(BundleManifest bundle) {
        this.bundle = bundle;
        // A reference that has both a tag and a digest only names the tag; one with a tag alone defines it.
        bundle.images().stream()
                .sorted(Comparator.comparing(image -> image.reference().digest().isEmpty()))
                .forEach(this::add);
    }

    public static RegistryStorage of(BundleManifest bundle) {
        return new RegistryStorage(bundle);
    }

    /** Every file of a node's registry storage, absolute: blobs first, and the links that make them visible after them. */
    public static List<PlannedFile> files(BundleManifest bundle) {
        RegistryStorage storage = of(bundle);
        List<PlannedFile> files = new ArrayList<>();
        storage.blobs.forEach((path, digest) -> files.add(new PlannedFile(
                RegistryConfig.STORAGE + "/" + path,
                PlannedFile.PLAIN,
                new FileContent.Blob(digest, storage.size(digest)))));
        storage.links.forEach(
                (path, digest) -> files.add(PlannedFile.text(RegistryConfig.STORAGE + "/" + path, digest.toString())));
        return files;
    }

    /**
     * Where an upstream registry's repositories are on the site's: {@code registry.k8s.io} for {@code registry.k8s.io/pause}.
     * A repository's name may hold neither capitals nor the ':' before a port.
     */
    public static String repositoryPrefix(String upstream) {
        return upstream.toLowerCase(Locale.ROOT).replace(':', '_');
    }

    /** Path relative to the storage's folder to the blob that stands there. */
    Map<String, Digest> blobs() {
        return blobs;
    }

    /** Path relative to the storage's folder to the digest that the link file holds. */
    Map<String, Digest> links() {
        return links;
    }

    /** A blob's size in bytes. */
    long size(Digest digest) {
        return bundle.blob(digest).size();
    }

    private void add(CarriedImage image) {
        String repository = ROOT + "repositories/" + repository(image.reference()) + "/";
        image.blobs().forEach(blob -> {
            addBlob(blob);
            links.put(repository + "_layers/" + link(blob), blob);
        });
        image.manifests().forEach(manifest -> {
            addBlob(manifest);
            links.put(repository + "_manifests/revisions/" + link(manifest), manifest);
        });
        image.reference().tag().ifPresent(tag -> {
            String tags = repository + "_manifests/tags/" + tag + "/";
            links.put(tags + "current/link", image.digest());
            links.put(tags + "index/" + link(image.digest()), image.digest());
        });
    }

    private void addBlob(Digest digest) {
        blobs.put(ROOT + "blobs/sha256/" + digest.hex().substring(0, 2) + "/" + digest.hex() + "/data", digest);
    }

    private static String link(Digest digest) {
        return "sha256/" + digest.hex() + "/link";
    }

    private static String repository(ImageReference reference) {
        return repositoryPrefix(reference.registry()) + "/" + reference.repository();
    }
}
