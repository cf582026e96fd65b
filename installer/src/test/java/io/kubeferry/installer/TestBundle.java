package io.kubeferry.installer;

import io.kubeferry.manifests.bundle.BundleEntry;
import io.kubeferry.manifests.bundle.BundleLayout;
import io.kubeferry.manifests.bundle.BundleManifest;
import io.kubeferry.manifests.bundle.BundleManifestJson;
import io.kubeferry.manifests.bundle.CarriedFile;
import io.kubeferry.manifests.bundle.CarriedImage;
import io.kubeferry.manifests.bundle.CarriedRuntime;
import io.kubeferry.manifests.bundle.KubernetesComponent;
import io.kubeferry.manifests.bundle.LoadBalancerComponent;
import io.kubeferry.manifests.bundle.NetworkComponent;
import io.kubeferry.manifests.bundle.SignedBundle;
import io.kubeferry.manifests.bundle.TarLayout;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.image.MediaTypes;
import io.kubeferry.manifests.image.Platform;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import io.kubeferry.manifests.trust.SigstoreBundle;
import io.kubeferry.manifests.trust.VerificationKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A small bundle, really signed, of contents that a test puts in. */
public final class TestBundle {
    public static final Platform AMD64 = Platform.parse("linux/amd64");

    private final KeyPair pair;
    private final Map<Digest, byte[]> blobs = new LinkedHashMap<>();
    /** The installer itself; only a bundle that can be installed has one. */
    private final Map<String, byte[]> programs = new LinkedHashMap<>();

    private final List<CarriedRuntime> runtimes = new ArrayList<>();
    private final List<CarriedImage> images = new ArrayList<>();
    private final List<CarriedFile> files = new ArrayList<>();
    private KubernetesComponent release =
            new KubernetesComponent(KubernetesVersion.parse("v1.36.3"), "registry.k8s.io", Map.of(), Map.of());
    private NetworkComponent network = new NetworkComponent("flannel", "v0.28.9", Digest.of(new byte[0]), List.of());
    private Optional<LoadBalancerComponent> loadBalancer = Optional.empty();

    public TestBundle() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        pair = generator.generateKeyPair();
    }

    /** The public key, PEM. */
    public String publicKey() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    public Digest blob(byte[] content) {
        Digest digest = Digest.of(content);
        blobs.put(digest, content);
        return digest;
    }

    /** A blob that a gzipped tar with these files is; names may begin with {@code ./}. */
    public Digest archive(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setSize(file.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        }
        return blob(bytes.toByteArray());
    }

    /**
     * An image behind an index that also names a child for another platform, which is not carried.
     *
     * @return the index's digest
     */
    public Digest sparseImage(String reference, byte[]... layers) {
        Digest config =
                blob("{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}"
                        .getBytes(StandardCharsets.UTF_8));
        List<Digest> contents = new ArrayList<>(List.of(config));
        List<String> layerTexts = new ArrayList<>();
        for (byte[] layer : layers) {
            Digest digest = blob(layer);
            contents.add(digest);
            layerTexts.add("{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar\",\"size\":" + layer.length
                    + ",\"digest\":\"" + digest + "\"}");
        }
        Digest manifest = blob(("{ \"schemaVersion\": 2,\n \"mediaType\": \"" + MediaTypes.OCI_MANIFEST
                        + "\", \"config\": {\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"size\":"
                        + blobs.get(config).length + ",\"digest\":\"" + config + "\"}, \"layers\": ["
                        + String.join(",", layerTexts) + "]}")
                .getBytes(StandardCharsets.UTF_8));
        byte[] index = ("{\"schemaVersion\":2, \"mediaType\":\"" + MediaTypes.OCI_INDEX + "\",\n\"manifests\":["
                        + child(manifest, blobs.get(manifest).length, "amd64") + ",\n"
                        + child(Digest.of("absent".getBytes(StandardCharsets.UTF_8)), 600, "arm64")
                        + "], \"annotations\": {\"odd\": \"kept\" } }\n")
                .getBytes(StandardCharsets.UTF_8);
        Digest digest = blob(index);
        images.add(new CarriedImage(
                ImageReference.parse(reference),
                digest,
                MediaTypes.OCI_INDEX,
                index.length,
                List.of(digest, manifest),
                contents,
                List.of("a test")));
        return digest;
    }

    private static String child(Digest digest, long size, String architecture) {
        return "{\"mediaType\":\"" + MediaTypes.OCI_MANIFEST + "\",\"size\":" + size + ",\"digest\":\"" + digest
                + "\",\"platform\":{\"os\":\"linux\",\"architecture\":\"" + architecture + "\"}}";
    }

    /** Puts in all that a site is installed from, with a word in each place of a program, a layer or an archive's member. */
    public void installable(KubernetesComponent kubernetes) throws IOException {
        release = kubernetes;
        for (Map.Entry<String, String> tool : new TreeMap<>(kubernetes.tools()).entrySet()) {
            Digest digest = tool(tool.getKey());
            files.add(new CarriedFile(
                    tool.getKey(),
                    tool.getValue(),
                    Optional.of(AMD64),
                    "https://upstream/" + tool.getKey(),
                    digest,
                    blobs.get(digest).length));
        }
        Stream.of(
                        kubernetes.images().values(),
                        List.of(Samples.FLANNEL),
                        Samples.BALANCER.images().values())
                .flatMap(Collection::stream)
                .map(ImageReference::toString)
                .sorted()
                .forEach(image -> sparseImage(image, image.getBytes(StandardCharsets.UTF_8)));
        Digest manifest = blob(Samples.flannelManifest().getBytes(StandardCharsets.UTF_8));
        network = new NetworkComponent("flannel", "v0.14.0", manifest, List.of(Samples.FLANNEL));
        loadBalancer = Optional.of(Samples.BALANCER);
        for (String program : List.of("installer/bin/installer", "installer/runtime/linux-amd64/bin/java")) {
            programs.put(program, program.getBytes(StandardCharsets.UTF_8));
        }
        runtimes.add(new CarriedRuntime(AMD64, "17.0.15", "2.34"));
    }

    private Digest tool(String name) throws IOException {
        if (!Samples.ARCHIVES.containsKey(name)) {
            return blob(name.getBytes(StandardCharsets.UTF_8));
        }
        Map<String, byte[]> members = new LinkedHashMap<>();
        Samples.ARCHIVES.get(name).forEach(member -> members.put(member, member.getBytes(StandardCharsets.UTF_8)));
        return archive(members);
    }

    public byte[] content(Digest digest) {
        return blobs.get(digest).clone();
    }

    public BundleManifest manifest() {
        List<BundleEntry> entries = new ArrayList<>();
        entries.add(BundleEntry.of(BundleLayout.README, readme()));
        programs.forEach((path, content) -> entries.add(entry(path, content)));
        blobs.forEach((digest, content) -> entries.add(BundleEntry.blob(digest, content.length)));
        return new BundleManifest(
                BundleManifest.FORMAT,
                "edge",
                "2026.11.0",
                List.of(AMD64),
                Optional.empty(),
                List.of(release),
                network,
                loadBalancer,
                List.of(),
                List.of(),
                runtimes,
                files,
                images,
                entries);
    }

    /** Writes and signs the bundle. */
    public Path write(Path file) throws IOException {
        byte[] json = BundleManifestJson.write(manifest());
        byte[] signature = sign(json);
        Map<String, byte[]> contents = new LinkedHashMap<>();
        contents.put(BundleLayout.README, readme());
        contents.put(BundleLayout.MANIFEST, json);
        contents.put(
                BundleLayout.SIGNATURE,
                Base64.getEncoder().encodeToString(signature).getBytes(StandardCharsets.US_ASCII));
        contents.put(BundleLayout.SIGSTORE_BUNDLE, SigstoreBundle.of(key(), json, signature));
        contents.putAll(programs);
        blobs.forEach((digest, content) -> contents.put(digest.layoutPath(), content));
        List<BundleEntry> entries = new ArrayList<>();
        contents.forEach((path, content) -> entries.add(entry(path, content)));
        try (OutputStream out = Files.newOutputStream(file)) {
            for (TarLayout.Place place : TarLayout.of(entries).places()) {
                out.write(place.header());
                out.write(contents.get(place.entry().path()));
                out.write(new byte[place.padding()]);
            }
            out.write(new byte[TarLayout.END_SIZE]);
        }
        return file;
    }

    private static BundleEntry entry(String path, byte[] content) {
        int mode = path.contains("/bin/") ? BundleEntry.EXECUTABLE : BundleEntry.PLAIN;
        return new BundleEntry(path, content.length, Digest.of(content), mode);
    }

    /** Takes an image out again, as if it had been forgotten. */
    public void forget(ImageReference reference) {
        images.removeIf(image -> image.reference().equals(reference));
    }

    public SignedBundle open(Path file) {
        return SignedBundle.open(file, key());
    }

    private VerificationKey key() {
        return VerificationKey.parse(publicKey());
    }

    private static byte[] readme() {
        return "a test's bundle\n".getBytes(StandardCharsets.UTF_8);
    }

    private byte[] sign(byte[] content) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
