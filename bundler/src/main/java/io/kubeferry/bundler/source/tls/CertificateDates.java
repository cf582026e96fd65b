package io.kubeferry.bundler.source.tls;

import java.security.cert.X509Certificate;
import java.time.Instant;

/** Whose certificate it is, and when it is valid; prints as that. */
public record CertificateDates(String subject, Instant from, Instant to) {
    public static CertificateDates of(X509Certificate certificate) {
        return new CertificateDates(
                certificate.getSubjectX500Principal().getName(),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }

    boolean hold(Instant time) {
        return !time.isBefore(from) && !time.isAfter(to);
    }

    @Override
    public String toString() {
        return "the one of '" + subject + "' is valid from " + from + " to " + to;
    }
}
