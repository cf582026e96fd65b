package io.kubeferry.manifests.trust;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The public key that an operator brings by another way than the bundle: ECDSA on the curve P-256. */
public final class VerificationKey {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");
    private static final int P256_BITS = 256;

    private final ECPublicKey key;

    private VerificationKey(ECPublicKey key) {
        this.key = key;
    }

    /**
     * Reads a PEM file with a SubjectPublicKeyInfo (RFC 7468, section 13).
     *
     * @throws IllegalArgumentException with what is wrong with it
     */
    public static VerificationKey parse(String pem) {
        Matcher matcher = PEM.matcher(pem);
        if (!matcher.find()) {
            throw new IllegalArgumentException(
                    "no PUBLIC KEY block in it (a PEM file begins -----BEGIN PUBLIC KEY-----)");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(matcher.group(1));
            ECPublicKey key = (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
            int bits = key.getParams().getCurve().getField().getFieldSize();
            if (bits != P256_BITS) {
                throw new IllegalArgumentException(
                        "the key has " + bits + " bits; bundles are signed with ECDSA P-256");
            }
            return new VerificationKey(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an ECDSA public key: " + e.getMessage(), e);
        }
    }

    /**
     * Whether {@code signature} was made over {@code signed} by the holder of the private key.
     *
     * @param signature DER, as {@code openssl dgst -sha256 -sign} writes it
     */
    public boolean verifies(byte[] signed, byte[] signature) {
        try {
            Signature ecdsa = Signature.getInstance("SHA256withECDSA");
            ecdsa.initVerify(key);
            ecdsa.update(signed);
            return ecdsa.verify(signature);
        } catch (SignatureException e) {
            return false; // not even the form of a signature
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("a key that was accepted at reading", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks SHA256withECDSA", e);
        }
    }

    /** The key as a DER SubjectPublicKeyInfo. */
    public byte[] encoded() {
        return key.getEncoded();
    }
}
