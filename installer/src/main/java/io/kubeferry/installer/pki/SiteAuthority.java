package io.kubeferry.installer.pki;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.function.Function;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The authority that vouches for the site's registries, ECDSA on P-256. There is one for the life of a site: every control
 * plane keeps it, so that losing one of them, or running the installer again, does not make another.
 *
 * <p>Everything is valid from 2020 to 2070. An isolated host has nobody to ask for the time: its clock may be years
 * behind, and a certificate that is "not yet valid" would stop it from pulling a single image. Nobody is there to renew a
 * certificate either, and what it protects is the way to read-only content that is addressed by digest.
 */
public final class SiteAuthority {
    private static final Date FROM = Date.from(Instant.parse("2020-01-01T00:00:00Z"));
    private static final Date TO = Date.from(Instant.parse("2070-01-01T00:00:00Z"));
    private static final String ALGORITHM = "SHA256withECDSA";
    private static final int SERIAL_BITS = 127;
    private static final int KEY_BITS = 256;

    private final X509Certificate certificate;
    private final PrivateKey key;
    private final SecureRandom random;

    private SiteAuthority(X509Certificate certificate, PrivateKey key, SecureRandom random) {
        this.certificate = certificate;
        this.key = key;
        this.random = random;
    }

    /** A new authority, with a new key. */
    public static SiteAuthority create(String site, SecureRandom random) {
        try {
            KeyPair pair = newKey(random);
            X500Name name = name("Kubeferry site " + site);
            JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                            name, serial(random), FROM, TO, name, pair.getPublic())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                    .addExtension(
                            Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(pair.getPublic()));
            return new SiteAuthority(sign(builder, pair.getPrivate()), pair.getPrivate(), random);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java runtime cannot issue certificates", e);
        }
    }

    /**
     * The authority that was made before.
     *
     * @throws IllegalArgumentException where these are no certificate and its key
     */
    public static SiteAuthority load(String certificatePem, String keyPem, SecureRandom random) {
        try {
            X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(Pem.decode(Pem.CERTIFICATE, certificatePem)));
            PrivateKey key = KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(Pem.decode(Pem.PRIVATE_KEY, keyPem)));
            if (!belongTogether(certificate.getPublicKey(), key)) {
                throw new IllegalArgumentException("the key is not the certificate's");
            }
            return new SiteAuthority(certificate, key, random);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** The authority's certificate, PEM. */
    public String certificate() {
        try {
            return Pem.encode(Pem.CERTIFICATE, certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was read cannot be written", e);
        }
    }

    /** The authority's private key, PEM, PKCS #8. */
    public String key() {
        return Pem.encode(Pem.PRIVATE_KEY, key.getEncoded());
    }

    /**
     * A certificate for a node's registry, with a key of its own.
     *
     * @param node its name
     * @param address its IP address
     */
    public IssuedCertificate issue(String node, String address) {
        return issue(node, Optional.of(address), SiteAuthority::pkcs8, KeyPurposeId.id_kp_serverAuth);
    }

    /** A certificate for a member of an etcd: it answers clients and peers, and is a client of its peers. */
    public IssuedCertificate issueMember(String node, String address) {
        return issue(
                node,
                Optional.of(address),
                SiteAuthority::sec1,
                KeyPurposeId.id_kp_serverAuth,
                KeyPurposeId.id_kp_clientAuth);
    }

    /**
     * A certificate for a client of an etcd. Its key is in the form of SEC 1: kubeadm hands it to other control planes, and
     * does not know a key on an elliptic curve in PKCS #8 for one ("unknown data found in Secret entry").
     */
    public IssuedCertificate issueClient(String name) {
        return issue(name, Optional.empty(), SiteAuthority::sec1, KeyPurposeId.id_kp_clientAuth);
    }

    private static String pkcs8(KeyPair pair) {
        return Pem.encode(Pem.PRIVATE_KEY, pair.getPrivate().getEncoded());
    }

    /** RFC 5915; the curve is named in it, as Go's reader of this form wants. */
    private static String sec1(KeyPair pair) {
        try {
            BigInteger secret = ((java.security.interfaces.ECPrivateKey) pair.getPrivate()).getS();
            return Pem.encode(
                    "EC PRIVATE KEY", new ECPrivateKey(KEY_BITS, secret, SECObjectIdentifiers.secp256r1).getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException("a key that was made cannot be written", e);
        }
    }

    private IssuedCertificate issue(
            String holder, Optional<String> address, Function<KeyPair, String> form, KeyPurposeId... purposes) {
        try {
            KeyPair pair = newKey(random);
            X509v3CertificateBuilder builder = certificate(holder, purposes, pair.getPublic());
            if (address.isPresent()) {
                builder.addExtension(Extension.subjectAlternativeName, false, names(holder, address.get()));
            }
            X509Certificate issued = sign(builder, key);
            return new IssuedCertificate(Pem.encode(Pem.CERTIFICATE, issued.getEncoded()), form.apply(pair));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java runtime cannot issue certificates", e);
        }
    }

    private static GeneralNames names(String node, String address) {
        return new GeneralNames(new GeneralName[] {
            new GeneralName(GeneralName.iPAddress, address),
            new GeneralName(GeneralName.dNSName, node),
            new GeneralName(GeneralName.dNSName, "localhost"),
            new GeneralName(GeneralName.iPAddress, "127.0.0.1")
        });
    }

    private X509v3CertificateBuilder certificate(String holder, KeyPurposeId[] purposes, PublicKey subject)
            throws GeneralSecurityException, IOException {
        JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
        return new JcaX509v3CertificateBuilder(certificate, serial(random), FROM, TO, name(holder), subject)
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes))
                .addExtension(
                        Extension.authorityKeyIdentifier,
                        false,
                        ids.createAuthorityKeyIdentifier(certificate.getPublicKey()));
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(ALGORITHM).build(key)));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static boolean belongTogether(PublicKey publicKey, PrivateKey key) throws GeneralSecurityException {
        byte[] text = {1, 2, 3};
        Signature signer = Signature.getInstance(ALGORITHM);
        signer.initSign(key);
        signer.update(text);
        byte[] signature = signer.sign();
        Signature verifier = Signature.getInstance(ALGORITHM);
        verifier.initVerify(publicKey);
        verifier.update(text);
        return verifier.verify(signature);
    }

    private static KeyPair newKey(SecureRandom random) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    private static X500Name name(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    /** RFC 5280, 4.1.2.2: positive, at most 20 octets. */
    private static BigInteger serial(SecureRandom random) {
        return new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS);
    }
}
