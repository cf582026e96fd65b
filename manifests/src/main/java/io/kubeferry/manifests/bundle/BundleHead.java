package io.kubeferry.manifests.bundle;

import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.trust.SigstoreBundle;
import io.kubeferry.manifests.trust.VerificationKey;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The entries that stand before the signed contents, and the manifest that the signature holds for. This is the only
 * place where bytes are looked at that nothing has vouched for yet; all of it is bounded.
 *
 * @param entries README.txt, bundle.json and its signatures, as found
 */
record BundleHead(BundleManifest manifest, List<BundleEntry> entries) {
    static BundleHead read(Path file, FileChannel channel, VerificationKey key) throws IOException {
        channel.position(0);
        // Not closed: that would close the channel.
        TarArchiveInputStream tar =
                new TarArchiveInputStream(new BufferedInputStream(Channels.newInputStream(channel)), "UTF-8");
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

    private static byte[] next(Path file, TarArchiveInputStream tar, String name, int limit) throws IOException {
        TarArchiveEntry entry = tar.getNextEntry();
        if (entry == null || !entry.getName().equals(name) || !entry.isFile()) {
            String found = entry == null ? "the end of the file" : "'" + entry.getName() + "'";
            throw notTrusted(file, "it has " + found + " where " + name + " belongs: not a bundle, or a damaged one");
        }
        if (entry.getSize() > limit) {
            throw notTrusted(file, name + " has " + entry.getSize() + " bytes, the limit is " + limit);
        }
        byte[] content = tar.readNBytes(limit);
        if (content.length != entry.getSize()) {
            throw notTrusted(file, "it ends within " + name);
        }
        return content;
    }

    private static void checkSignature(
            Path file, VerificationKey key, byte[] signed, byte[] signature, byte[] sigstore) {
        byte[] der;
        try {
            der = Base64.getDecoder().decode(new String(signature, StandardCharsets.US_ASCII).strip());
        } catch (IllegalArgumentException e) {
            throw notTrusted(file, BundleLayout.SIGNATURE + " is not base64");
        }
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
