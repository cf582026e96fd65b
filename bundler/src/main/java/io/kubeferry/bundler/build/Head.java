package io.kubeferry.bundler.build;

import io.kubeferry.bundler.signing.SigningKey;
import io.kubeferry.manifests.bundle.BundleEntry;
import io.kubeferry.manifests.bundle.BundleLayout;
import io.kubeferry.manifests.bundle.BundleManifestJson;
import io.kubeferry.manifests.bundle.TarLayout;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.trust.SigstoreBundle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The bundle's first four entries. They are known before the content is, but they are written last: a file that begins
 * with a valid signature is a whole one.
 *
 * @param parts README.txt, bundle.json and the two signatures
 */
record Head(List<Part> parts) {
    static Head of(BundlePlan plan, SigningKey key) {
        byte[] manifest = BundleManifestJson.write(plan.manifest());
        byte[] signature = key.sign(manifest);
        String base64 = Base64.getEncoder().encodeToString(signature) + "\n";
        return new Head(List.of(
                plan.parts().get(0),
                Part.inline(BundleLayout.MANIFEST, manifest),
                Part.inline(BundleLayout.SIGNATURE, base64.getBytes(StandardCharsets.US_ASCII)),
                Part.inline(
                        BundleLayout.SIGSTORE_BUNDLE, SigstoreBundle.of(key.verificationKey(), manifest, signature))));
    }

    /** What the signature holds for. */
    Digest manifestDigest() {
        return parts.get(1).entry().digest();
    }

    /** Where every byte of the bundle stands. */
    TarLayout layout(BundlePlan plan) {
        List<BundleEntry> entries = new ArrayList<>();
        parts.forEach(part -> entries.add(part.entry()));
        plan.parts().stream().skip(1).forEach(part -> entries.add(part.entry()));
        return TarLayout.of(entries);
    }
}
