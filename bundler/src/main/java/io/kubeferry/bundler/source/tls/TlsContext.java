package io.kubeferry.bundler.source.tls;

import io.kubeferry.bundler.spec.TlsFiles;
import io.kubeferry.bundler.spec.TlsFiles.ClientCertificate;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Makes TLS contexts out of PEM files. */
final class TlsContext {
    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("EC", "RSA", "Ed25519");
    private static final char[] IN_MEMORY = new char[0];

    private final Optional<Path> extra;
    private final NoClientCertificate none;
    private final InstantSource clock;

    /**
     * For all hosts of a run.
     *
     * @param extra certificates that are trusted besides those of the Java trust store
     * @param none what is shown where no certificate is configured
     */
    TlsContext(Optional<Path> extra, NoClientCertificate none, InstantSource clock) {
        this.extra = extra;
        this.none = none;
        this.clock = clock;
    }

    SSLContext with(TlsFiles files) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    files.client().isPresent() ? keyManagers(files.client().get()) : new KeyManager[] {none},
                    trustManagers(files.caFile()),
                    null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime's TLS", e);
        }
    }

    private TrustManager[] trustManagers(Optional<Path> caFile) throws GeneralSecurityException {
        if (caFile.isEmpty() && extra.isEmpty()) {
            return null; // JSSE's word for its own trust store.
        }
        KeyStore trusted = emptyStore();
        if (caFile.isEmpty()) {
            add(trusted, systemCertificates());
        }
        add(trusted, certificates(caFile.or(() -> extra).get(), "caFile"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        return managers.getTrustManagers();
    }

    private static List<X509Certificate> systemCertificates() throws GeneralSecurityException {
        TrustManagerFactory system = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        system.init((KeyStore) null);
        for (TrustManager each : system.getTrustManagers()) {
            if (each instanceof X509TrustManager manager) {
                return List.of(manager.getAcceptedIssuers());
            }
        }
        return List.of();
    }

    private static void add(KeyStore store, Collection<? extends Certificate> certificates)
            throws GeneralSecurityException {
        for (Certificate each : certificates) {
            store.setCertificateEntry("ca-" + store.size(), each);
        }
    }

    private KeyManager[] keyManagers(ClientCertificate client) throws GeneralSecurityException {
        KeyStore keys = emptyStore();
        Certificate[] chain = certificates(client.certFile(), "certFile").toArray(new Certificate[0]);
        checkDates(client.certFile(), chain[0]);
        keys.setKeyEntry("client", privateKey(client.keyFile()), IN_MEMORY, chain);
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, IN_MEMORY);
        return managers.getKeyManagers();
    }

    /** A server that is shown a certificate whose time is over ends the connection, and seldom says why. */
    private void checkDates(Path file, Certificate certificate) {
        CertificateDates dates = CertificateDates.of((X509Certificate) certificate);
        if (!dates.hold(clock.instant())) {
            throw unusable(
                    file,
                    "certFile",
                    dates + ", and by this machine's clock it is " + clock.instant(),
                    "have it renewed by whoever issued it; where the clock is wrong, set it",
                    null);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new IllegalStateException("nothing was read", e);
        }
        return store;
    }

    private static Collection<? extends Certificate> certificates(Path file, String as) {
        try {
            Collection<? extends Certificate> found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
            if (found.isEmpty()) {
                throw unusable(
                        file, as, "it has no certificate", "give a file with one or more PEM certificates", null);
            }
            return found;
        } catch (IOException | GeneralSecurityException e) {
            throw unusable(file, as, e.getMessage(), "give a file with one or more PEM certificates", e);
        }
    }

    private static PrivateKey privateKey(Path file) {
        String next = "write it as PKCS #8 without a passphrase: openssl pkcs8 -topk8 -nocrypt -in " + file;
        try {
            Matcher pem = PKCS8.matcher(Files.readString(file, StandardCharsets.US_ASCII));
            if (!pem.find()) {
                throw unusable(file, "keyFile", "it has no '-----BEGIN PRIVATE KEY-----'", next, null);
            }
            PKCS8EncodedKeySpec encoded =
                    new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
            for (String algorithm : ALGORITHMS) {
                try {
                    return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
                } catch (InvalidKeySpecException e) {
                    continue; // Not a key of this kind.
                }
            }
            throw unusable(file, "keyFile", "it is no key of " + String.join(", ", ALGORITHMS), next, null);
        } catch (IOException | GeneralSecurityException e) {
            throw unusable(file, "keyFile", "it cannot be read", next, e);
        }
    }

    private static Failure unusable(Path file, String as, String why, String next, Exception cause) {
        return Failure.of(ExitCode.INVALID_INPUT, file.toString(), "cannot be used as " + as + ": " + why, next, cause);
    }
}
