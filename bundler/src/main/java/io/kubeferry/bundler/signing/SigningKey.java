package io.kubeferry.bundler.signing;

import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.trust.VerificationKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/** A private key on the curve P-256. It does not print. */
public final class SigningKey {
    private static final ECNamedDomainParameters P256 = new ECNamedDomainParameters(
            SECObjectIdentifiers.secp256r1, SECNamedCurves.getByOID(SECObjectIdentifiers.secp256r1));

    private final ECPrivateKeyParameters key;
    private final VerificationKey verificationKey;

    private SigningKey(BigInteger d) {
        this.key = new ECPrivateKeyParameters(d, P256);
        this.verificationKey = VerificationKey.parse(publicPem(d));
    }

    /**
     * Takes a private key in PKCS#8's structure.
     *
     * @throws IllegalArgumentException where it is no ECDSA P-256 key
     */
    static SigningKey of(PrivateKeyInfo info) {
        try {
            AsymmetricKeyParameter found = PrivateKeyFactory.createKey(info);
            if (!(found instanceof ECPrivateKeyParameters ec)
                    || !ec.getParameters().getCurve().equals(P256.getCurve())
                    || !ec.getParameters().getG().equals(P256.getG())) {
                throw new IllegalArgumentException("it is another kind of key; bundles are signed with ECDSA P-256");
            }
            return new SigningKey(ec.getD());
        } catch (IOException e) {
            throw new IllegalArgumentException("its structure cannot be read: " + e.getMessage(), e);
        }
    }

    /** The public half. */
    public VerificationKey verificationKey() {
        return verificationKey;
    }

    /** The public half as a PEM file. */
    String publicPem() {
        return publicPem(key.getD());
    }

    private static String publicPem(BigInteger d) {
        ECPublicKeyParameters point =
                new ECPublicKeyParameters(P256.getG().multiply(d).normalize(), P256);
        try {
            byte[] der = SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(point)
                    .getEncoded();
            String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
            return "-----BEGIN PUBLIC KEY-----\n" + lines + "\n-----END PUBLIC KEY-----\n";
        } catch (IOException e) {
            throw new UncheckedIOException("a public key in memory", e);
        }
    }

    /**
     * Signs with ECDSA over SHA-256. The nonce comes from key and content (RFC 6979), so the same content has the same
     * signature, and a bad random generator cannot give the key away.
     *
     * @return DER
     */
    public byte[] sign(byte[] content) {
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, key);
        BigInteger[] rs = signer.generateSignature(
                HexFormat.of().parseHex(Digest.of(content).hex()));
        try {
            return StandardDSAEncoding.INSTANCE.encode(P256.getN(), rs[0], rs[1]);
        } catch (IOException e) {
            throw new UncheckedIOException("a signature in memory", e);
        }
    }

    @Override
    public String toString() {
        return "<signing key>";
    }
}
