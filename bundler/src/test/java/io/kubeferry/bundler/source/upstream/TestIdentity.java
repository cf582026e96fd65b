package io.kubeferry.bundler.source.upstream;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A key with a certificate that it has signed itself, for {@code localhost}. */
record TestIdentity(KeyPair keys, X509Certificate certificate) {
    /** An algorithm of Java's, such as EC or RSA, and the dates of the certificate. */
    static TestIdentity of(String algorithm, Instant from, Instant to) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(algorithm.equals("EC") ? 256 : 2048);
        KeyPair keys = generator.generateKeyPair();
        return new TestIdentity(keys, certificate("CN=localhost", keys, from, to, keys));
    }

    /** Another identity, vouched for by this one. */
    TestIdentity signs(Instant from, Instant to) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair fresh = generator.generateKeyPair();
        return new TestIdentity(fresh, certificate("CN=signed", fresh, from, to, keys));
    }

    private static X509Certificate certificate(String subject, KeyPair keys, Instant from, Instant to, KeyPair issuer)
            throws Exception {
        X500Name name = new X500Name("CN=localhost");
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name, BigInteger.ONE, Date.from(from), Date.from(to), new X500Name(subject), keys.getPublic());
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")));
        String signature = issuer.getPrivate().getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder(signature).build(issuer.getPrivate())));
    }

    /** Valid for an hour. */
    static TestIdentity valid() throws Exception {
        Instant now = Instant.now();
        return of("EC", now.minusSeconds(60), now.plusSeconds(3600));
    }

    Path writeCertificate(Path file) throws Exception {
        return pem(file, "CERTIFICATE", certificate.getEncoded());
    }

    /** As {@code openssl genpkey} writes it. */
    Path writeKey(Path file) throws IOException {
        return pem(file, "PRIVATE KEY", keys.getPrivate().getEncoded());
    }

    private static Path pem(Path file, String what, byte[] content) throws IOException {
        String base64 = Base64.getMimeEncoder().encodeToString(content);
        return Files.writeString(file, "-----BEGIN " + what + "-----\n" + base64 + "\n-----END " + what + "-----\n");
    }

    /** For a server with this identity, which trusts these clients. */
    SSLContext context(Certificate... clients) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", keys.getPrivate(), new char[0], new Certificate[] {certificate});
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, new char[0]);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (Certificate each : clients) {
            trusted.setCertificateEntry("client-" + trusted.size(), each);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), clients.length == 0 ? null : trust.getTrustManagers(), null);
        return context;
    }
}
