package io.kubeferry.bundler.spec;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What TLS with one host needs beyond the Java trust store. All files are PEM.
 *
 * @param caFile certificates that are trusted for this host, and no others
 * @param client what this machine shows where the host asks who it is
 */
public record TlsFiles(Optional<Path> caFile, Optional<ClientCertificate> client) {
    private static final TlsFiles NONE = new TlsFiles(Optional.empty(), Optional.empty());

    /**
     * A client certificate.
     *
     * @param certFile the certificate, followed by those between it and its authority
     * @param keyFile its private key (PKCS #8), without a passphrase
     */
    public record ClientCertificate(Path certFile, Path keyFile) {}

    /** Nothing of its own. */
    public static TlsFiles none() {
        return NONE;
    }

    public boolean isNone() {
        return equals(NONE);
    }

    /** All files named. */
    public Stream<Path> files() {
        return Stream.concat(
                caFile.stream(), client.stream().flatMap(each -> Stream.of(each.certFile(), each.keyFile())));
    }
}
