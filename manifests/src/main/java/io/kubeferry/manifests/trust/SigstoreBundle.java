package io.kubeferry.manifests.trust;

import io.kubeferry.manifests.content.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A signature in the form that cosign 3 wants: a Sigstore bundle (v0.3) with a public key hint and no transparency log.
 * It says nothing that {@code bundle.json.sig} does not, so its bytes follow from key and signature.
 */
public final class SigstoreBundle {
    private SigstoreBundle() {}

    /** The bundle's only bytes for this key, content and DER signature. */
    public static byte[] of(VerificationKey key, byte[] signed, byte[] signature) {
        Base64.Encoder base64 = Base64.getEncoder();
        String hint = base64.encodeToString(
                HexFormat.of().parseHex(Digest.of(key.encoded()).hex()));
        String digest =
                base64.encodeToString(HexFormat.of().parseHex(Digest.of(signed).hex()));
        String json = """
                {"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json",\
                "verificationMaterial":{"publicKey":{"hint":"%s"}},\
                "messageSignature":{"messageDigest":{"algorithm":"SHA2_256","digest":"%s"},"signature":"%s"}}
                """.formatted(hint, digest, base64.encodeToString(signature));
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
