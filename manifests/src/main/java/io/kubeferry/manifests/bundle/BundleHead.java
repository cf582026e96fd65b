package io.kubeferry.manifests.bundle;

import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.trust.SigstoreBundle;
import io.kubeferry.manifests.trust.VerificationKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * The entries that stand before the signed contents, and the manifest that the signature holds for. This is the only
 * place where bytes are looked at that nothing has vouched for yet; all of it is bounded.
 *
 * @param entries README.txt, bundle.json and its signatures, as found
 */
record BundleHead(BundleManifest manifest, List<BundleEntry> entries) {
    static BundleHead read(Path file, FileChannel channel, VerificationKey key) throws IOException {
        InputStream tar = new ChannelSlice(channel, 0, channel.size(), bytes -> {});
        byte[] readme = next(file, tar, BundleLayout.README, BundleLayout.SMALL_LIMIT);
        byte[] signed = next(file, tar, BundleLayout.MANIFEST, BundleLayout.MANIFEST_LIMIT);
        byte[] signature = next(file, tar, BundleLayout.SIGNATURE, BundleLayout.SMALL_LIMIT);
        byte[] sigstore = next(file, tar, BundleLayout.SIGSTORE_BUNDLE, BundleLayout.SMALL_LIMIT);
        checkSignature(file, key, signed, signature, sigstore);
        BundleManifest manifest = parse(file, signed);
        return new BundleHead(
                manifest,
                List.of(
                        BundleEntry.of(BundleLayout.README, readme),
                        BundleEntry.of(BundleLayout.MANIFEST, signed),
                        BundleEntry.of(BundleLayout.SIGNATURE, signature),
                        BundleEntry.of(BundleLayout.SIGSTORE_BUNDLE, sigstore)));
    }

    /**
     * Reads an entry whose header is one plain block. A tar reader would follow extended headers of any size here; these
     * entries need none.
     */
    private static byte[] next(Path file, InputStream tar, String name, int limit) throws IOException {
        byte[] header = tar.readNBytes(TarLayout.BLOCK);
        long size = TarHeaders.sizeOfFile(header, name)
                .orElseThrow(() -> notTrusted(
                        file,
                        "it has " + TarHeaders.found(header) + " where " + name
                                + " belongs: not a bundle, or a damaged one"));
        if (size > limit) {
            throw notTrusted(file, name + " has " + size + " bytes, the limit is " + limit);
        }
        byte[] content = tar.readNBytes((int) size);
        int padding = TarLayout.padding(size);
        if (content.length != size || tar.readNBytes(padding).length != padding) {
            throw notTrusted(file, "it ends within " + name);
        }
        return content;
    }

    private static void checkSignature(
            Path file, VerificationKey key, byte[] signed, byte[] signature, byte[] sigstore) {
        byte[] der = decode(file, new String(signature, StandardCharsets.US_ASCII));
        if (!key.verifies(signed, der)) {
            throw notTrusted(
                    file,
                    "the signature does not hold: " + BundleLayout.MANIFEST
                            + " was changed, or was signed with another key than the one given");
        }
        if (!Arrays.equals(sigstore, SigstoreBundle.of(key, signed, der))) {
            throw notTrusted(
                    file, BundleLayout.SIGSTORE_BUNDLE + " does not say what " + BundleLayout.SIGNATURE + " says");
        }
    }

    /** Only one text is the signature's: Java's decoder alone would let some of the last bits be anything. */
    private static byte[] decode(Path file, String base64) {
        String line = base64.endsWith("\n") ? base64.substring(0, base64.length() - 1) : base64;
        try {
            byte[] der = Base64.getDecoder().decode(line);
            if (Base64.getEncoder().encodeToString(der).equals(line)) {
                return der;
            }
        } catch (IllegalArgumentException e) {
            throw notTrusted(file, BundleLayout.SIGNATURE + " is not base64: " + e.getMessage());
        }
        throw notTrusted(file, BundleLayout.SIGNATURE + " is not base64 as an encoder writes it");
    }

    private static BundleManifest parse(Path file, byte[] signed) {
        try {
            return BundleManifestJson.read(signed);
        } catch (IllegalArgumentException e) {
            throw notTrusted(file, BundleLayout.MANIFEST + " is signed but cannot be read: " + e.getMessage());
        }
    }

    private static Failure notTrusted(Path file, String what) {
        return Failure.of(
                ExitCode.NOT_TRUSTED,
                file.toString(),
                what,
                "compare the public key with the builder's, then copy the bundle again; nothing of it has been used");
    }
}
