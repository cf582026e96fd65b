package io.kubeferry.bundler.build;

import io.kubeferry.bundler.local.CarriedJava;
import io.kubeferry.bundler.local.LocalFile;
import io.kubeferry.bundler.local.Payload;
import io.kubeferry.bundler.lock.Lock;
import io.kubeferry.bundler.lock.Lock.LockedAddon;
import io.kubeferry.bundler.lock.Lock.LockedText;
import io.kubeferry.bundler.lock.LockYaml;
import io.kubeferry.bundler.lock.LockedImage;
import io.kubeferry.bundler.lock.LockedImage.LockedManifest;
import io.kubeferry.manifests.bundle.AddonComponent;
import io.kubeferry.manifests.bundle.BundleEntry;
import io.kubeferry.manifests.bundle.BundleLayout;
import io.kubeferry.manifests.bundle.BundleManifest;
import io.kubeferry.manifests.bundle.CarriedFile;
import io.kubeferry.manifests.bundle.CarriedImage;
import io.kubeferry.manifests.bundle.CarriedRuntime;
import io.kubeferry.manifests.bundle.NetworkComponent;
import io.kubeferry.manifests.bundle.UpgradeNotes;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.image.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Turns a lock into the plan of its bundle. The same lock and payload give the same plan. */
public final class BundlePlanner {
    private static final byte[] OCI_LAYOUT = "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.US_ASCII);
    /** Without it cosign asks the network for one; empty, since no transparency log is part of this. */
    private static final byte[] TRUSTED_ROOT =
            "{\"mediaType\":\"application/vnd.dev.sigstore.trustedroot+json;version=0.1\"}\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private final Lock lock;
    private final Payload payload;
    private final Path folder;
    private final TreeMap<Digest, Part> blobs = new TreeMap<>();

    private BundlePlanner(Lock lock, Payload payload, Path folder) {
        this.lock = lock;
        this.payload = payload;
        this.folder = folder;
    }

    /**
     * Plans a bundle.
     *
     * @param payload what the lock's installer section was made from
     * @param folder the spec's, which the author's own manifests are relative to
     */
    public static BundlePlan plan(Lock lock, Payload payload, Path folder) {
        return new BundlePlanner(lock, payload, folder).plan();
    }

    private BundlePlan plan() {
        lock.images().forEach(this::addImage);
        lock.files().forEach(this::addFile);
        List<Part> parts = new ArrayList<>();
        parts.add(Part.inline(BundleLayout.README, readme()));
        parts.add(Part.inline(BundleLayout.LOCK, LockYaml.write(lock).getBytes(StandardCharsets.UTF_8)));
        parts.add(Part.inline(BundleLayout.SBOM, Sbom.of(lock, payload)));
        parts.add(Part.inline(BundleLayout.TRUSTED_ROOT, TRUSTED_ROOT));
        parts.add(Part.inline(BundleLayout.OCI_LAYOUT, OCI_LAYOUT));
        parts.add(Part.inline(BundleLayout.INDEX, LayoutIndex.of(lock.images())));
        parts.addAll(payloadParts());
        parts.addAll(blobs.values());
        parts.add(1, Part.inline(BundleLayout.CHECKSUMS, checksums(parts)));
        return new BundlePlan(manifest(parts), parts);
    }

    private void addImage(LockedImage image) {
        for (LockedManifest manifest : image.manifests()) {
            Descriptor descriptor = manifest.descriptor();
            addBlob(descriptor, new Content.Manifest(image.reference(), descriptor.digest()));
        }
        image.blobs().forEach(blob -> addBlob(blob, new Content.Blob(image.reference(), blob)));
    }

    private void addBlob(Descriptor blob, Content content) {
        add(new Part(BundleEntry.blob(blob.digest(), blob.size()), content), content.toString());
    }

    private void addFile(CarriedFile file) {
        add(new Part(BundleEntry.blob(file.digest(), file.size()), content(URI.create(file.origin()))), file.origin());
    }

    private Content content(URI origin) {
        return "file".equals(origin.getScheme())
                ? new Content.Local(folder.resolve(origin.getSchemeSpecificPart()))
                : new Content.Download(origin);
    }

    private void add(Part part, String origin) {
        Part known = blobs.putIfAbsent(part.entry().digest(), part);
        if (known != null && known.entry().size() != part.entry().size()) {
            throw Failure.of(
                    ExitCode.SOURCE_UNAVAILABLE,
                    origin,
                    part.entry().digest() + " has " + part.entry().size() + " bytes here and "
                            + known.entry().size() + " bytes elsewhere",
                    "one of the sources says something false: resolve again with 'bundler lock', or from other"
                            + " mirrors");
        }
    }

    private List<Part> payloadParts() {
        List<LocalFile> files = new ArrayList<>(payload.installer().files());
        payload.runtimes().forEach(runtime -> files.addAll(runtime.tree().files()));
        files.sort((one, other) -> one.entry().path().compareTo(other.entry().path()));
        return files.stream()
                .map(file -> new Part(file.entry(), new Content.Local(file.source())))
                .toList();
    }

    private byte[] readme() {
        try (InputStream template = BundlePlanner.class.getResourceAsStream("bundle-readme.txt")) {
            String text = new String(template.readAllBytes(), StandardCharsets.UTF_8);
            String title = lock.name() + " " + lock.version() + " (Kubernetes "
                    + lock.target().version() + ")";
            return text.replace("${title}", title)
                    .replace("${upgrade}", upgrade())
                    .getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("a resource of this program", e);
        }
    }

    /** Nothing where the bundle upgrades no site. */
    private String upgrade() {
        if (lock.upgradeFrom().isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("\nIt also upgrades a cluster of Kubernetes ")
                .append(lock.upgradeFrom().orElseThrow())
                .append(", one release after the other:\n\n");
        lock.kubernetes()
                .forEach(
                        release -> text.append("    ").append(release.version()).append('\n'));
        UpgradeNotes.of(lock.upgradeFrom(), lock.kubernetes())
                .forEach(note -> text.append("\n- ").append(note).append('\n'));
        return text.toString();
    }

    /** As {@code sha256sum} writes it in text mode. */
    private static byte[] checksums(List<Part> parts) {
        StringBuilder lines = new StringBuilder();
        parts.forEach(part -> lines.append(part.entry().digest().hex())
                .append("  ")
                .append(part.entry().path())
                .append('\n'));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private BundleManifest manifest(List<Part> parts) {
        return new BundleManifest(
                BundleManifest.FORMAT,
                lock.name(),
                lock.version(),
                lock.platforms(),
                lock.upgradeFrom(),
                lock.kubernetes(),
                new NetworkComponent(
                        lock.network().provider(),
                        lock.network().version(),
                        lock.network().manifest(),
                        lock.network().images()),
                lock.loadBalancer(),
                lock.addons().stream().map(BundlePlanner::carried).toList(),
                lock.untested(),
                payload.runtimes().stream().map(BundlePlanner::carried).toList(),
                lock.files(),
                lock.images().stream().map(BundlePlanner::carried).toList(),
                parts.stream().map(Part::entry).toList());
    }

    private static CarriedRuntime carried(CarriedJava java) {
        return new CarriedRuntime(java.platform(), java.javaVersion(), java.minimumGlibc());
    }

    private static AddonComponent carried(LockedAddon addon) {
        return new AddonComponent(
                addon.name(),
                addon.version(),
                addon.manifests().stream().map(LockedText::digest).toList(),
                addon.images(),
                addon.places());
    }

    private static CarriedImage carried(LockedImage image) {
        return new CarriedImage(
                image.reference(),
                image.root().digest(),
                image.root().mediaType(),
                image.root().size(),
                image.manifests().stream()
                        .map(manifest -> manifest.descriptor().digest())
                        .distinct()
                        .toList(),
                image.blobs().stream().map(Descriptor::digest).distinct().toList(),
                image.neededBy());
    }
}
