package io.kubeferry.manifests.bundle;

import io.kubeferry.manifests.bundle.TarLayout.Place;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.image.MediaTypes;
import io.kubeferry.manifests.image.Platform;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import io.kubeferry.manifests.trust.SigstoreBundle;
import io.kubeferry.manifests.trust.VerificationKey;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A small bundle, made without the bundler: contents, manifest, signature and tar. */
public final class SampleBundle {
    public static final Platform AMD64 = Platform.parse("linux/amd64");
    public static final KeyPair SIGNER = newKey();
    static final KeyPair STRANGER = newKey();

    /** A blob that ends with its block, so that no padding follows it. */
    static final byte[] WHOLE_BLOCKS = noise(1, 2048);

    /** A blob that padding follows. */
    static final byte[] ODD = noise(2, 1337);

    private SampleBundle() {}

    private static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] noise(long seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String pem(KeyPair pair) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, utf8("\n"))
                        .encodeToString(pair.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    public static VerificationKey key(KeyPair pair) {
        return VerificationKey.parse(pem(pair));
    }

    static byte[] sign(PrivateKey key, byte[] content) {
        try {
            Signature ecdsa = Signature.getInstance("SHA256withECDSA");
            ecdsa.initSign(key);
            ecdsa.update(content);
            return ecdsa.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The contents that the manifest lists, in their order. */
    static Map<String, byte[]> contents() {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        contents.put(BundleLayout.README, utf8("How to check this bundle.\n"));
        contents.put(BundleLayout.CHECKSUMS, utf8("00  nothing\n"));
        contents.put(BundleLayout.OCI_LAYOUT, utf8("{\"imageLayoutVersion\":\"1.0.0\"}"));
        contents.put("installer/empty", new byte[0]);
        contents.put(Digest.of(WHOLE_BLOCKS).layoutPath(), WHOLE_BLOCKS);
        contents.put(Digest.of(ODD).layoutPath(), ODD);
        return contents;
    }

    /** Their entries; programs are those in a folder {@code bin}. */
    public static List<BundleEntry> entries(Map<String, byte[]> contents) {
        List<BundleEntry> entries = new ArrayList<>();
        contents.forEach((path, content) -> entries.add(new BundleEntry(
                path,
                content.length,
                Digest.of(content),
                path.contains("/bin/") ? BundleEntry.EXECUTABLE : BundleEntry.PLAIN)));
        return entries;
    }

    static BundleManifest manifest(List<BundleEntry> entries) {
        ImageReference pause = ImageReference.parse("registry.k8s.io/pause:3.10.2");
        Digest odd = Digest.of(ODD);
        Digest whole = Digest.of(WHOLE_BLOCKS);
        return new BundleManifest(
                BundleManifest.FORMAT,
                "edge",
                "2026.11.0",
                List.of(AMD64),
                Optional.empty(),
                List.of(new KubernetesComponent(
                        KubernetesVersion.parse("v1.36.3"),
                        "registry.k8s.io",
                        Map.of("pause", pause),
                        Map.of("kubelet", "v1.36.3", "containerd", "2.3.4"))),
                new NetworkComponent("flannel", "v0.28.9", odd, List.of(pause)),
                Optional.of(new LoadBalancerComponent("haproxy", Map.of("haproxy", pause))),
                List.of(),
                List.of(),
                List.of(new CarriedRuntime(AMD64, "17.0.15", "2.34")),
                List.of(new CarriedFile(
                        "kubelet",
                        "v1.36.3",
                        Optional.of(AMD64),
                        "https://dl.k8s.io/release/v1.36.3/bin/linux/amd64/kubelet",
                        whole,
                        WHOLE_BLOCKS.length)),
                List.of(new CarriedImage(
                        pause,
                        odd,
                        MediaTypes.OCI_INDEX,
                        ODD.length,
                        List.of(odd),
                        List.of(whole),
                        List.of("Kubernetes v1.36.3"))),
                entries);
    }

    static byte[] goodManifest() {
        return BundleManifestJson.write(manifest(entries(contents())));
    }

    /** The whole bundle. */
    static byte[] good() {
        return signedWith(goodManifest());
    }

    /** The usual contents under a manifest of any bytes, signed as it should be. */
    static byte[] signedWith(byte[] manifest) {
        return with(manifest, contents());
    }

    /** Any contents under a manifest of any bytes, signed as it should be. */
    public static byte[] with(byte[] manifest, Map<String, byte[]> contents) {
        byte[] signature = sign(SIGNER.getPrivate(), manifest);
        return tar(files(manifest, base64(signature), SigstoreBundle.of(key(SIGNER), manifest, signature), contents));
    }

    static byte[] base64(byte[] signature) {
        return utf8(Base64.getEncoder().encodeToString(signature) + "\n");
    }

    /** All files of a bundle in their order. */
    static Map<String, byte[]> files(byte[] manifest, byte[] signature, byte[] sigstore, Map<String, byte[]> contents) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        Map<String, byte[]> rest = new LinkedHashMap<>(contents);
        Optional.ofNullable(rest.remove(BundleLayout.README))
                .ifPresent(readme -> files.put(BundleLayout.README, readme));
        files.put(BundleLayout.MANIFEST, manifest);
        files.put(BundleLayout.SIGNATURE, signature);
        files.put(BundleLayout.SIGSTORE_BUNDLE, sigstore);
        files.putAll(rest);
        return files;
    }

    /** A tar as {@link TarLayout} lays it out. */
    static byte[] tar(Map<String, byte[]> files) {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        for (Place place : TarLayout.of(entries(files)).places()) {
            tar.writeBytes(place.header());
            tar.writeBytes(files.get(place.entry().path()));
            tar.writeBytes(new byte[place.padding()]);
        }
        tar.writeBytes(new byte[TarLayout.END_SIZE]);
        return tar.toByteArray();
    }

    /** Where an entry of the good bundle stands, its signature of the given length. */
    static Place place(byte[] bundle, String path) {
        int offset = 0;
        while (true) {
            String name = cString(bundle, offset, 100);
            int size = Integer.parseInt(cString(bundle, offset + 124, 12).strip(), 8);
            if (name.equals(path)) {
                byte[] content = java.util.Arrays.copyOfRange(bundle, offset + 512, offset + 512 + size);
                byte[] header = java.util.Arrays.copyOfRange(bundle, offset, offset + 512);
                return new Place(BundleEntry.of(path, content), offset, header);
            }
            offset += 512 + (size + 511) / 512 * 512;
        }
    }

    private static String cString(byte[] bytes, int offset, int length) {
        int end = offset;
        while (end < offset + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, offset, end - offset, StandardCharsets.UTF_8);
    }
}
