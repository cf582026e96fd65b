package io.kubeferry.installer.pki;

/**
 * A certificate with its private key, both PEM.
 *
 * @param key PKCS #8, or SEC 1 where the holder's programs want that; not encrypted
 */
public record IssuedCertificate(String certificate, String key) {
    /** Never shows the key. */
    @Override
    public String toString() {
        return "IssuedCertificate[" + certificate.lines().count() + " lines, <key>]";
    }
}
