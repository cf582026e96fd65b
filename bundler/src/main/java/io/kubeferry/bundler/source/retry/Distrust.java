package io.kubeferry.bundler.source.retry;

import io.kubeferry.bundler.source.tls.CertificateDates;
import java.io.IOException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;

/** A server's certificate that is not accepted. Asking again changes nothing. */
public final class Distrust extends IOException {
    private static final long serialVersionUID = 1L;

    private Distrust(String message, IOException cause) {
        super(message, cause);
    }

    /**
     * What an I/O error says about trust; empty where it is about something else.
     *
     * @param host the one that was asked, for the message
     */
    public static Optional<Distrust> in(IOException e, String host) {
        boolean distrusted = false;
        String validity = "";
        for (Throwable each = e; each != null; each = each.getCause()) {
            distrusted |= each instanceof CertificateException || each instanceof SSLPeerUnverifiedException;
            if (each instanceof CertPathValidatorException path) {
                validity = validity(path);
            }
        }
        String what = "the certificate of " + host + " is not trusted: ";
        return distrusted
                ? Optional.of(new Distrust(what + (validity.isEmpty() ? e.getMessage() : validity), e))
                : Optional.empty();
    }

    /** Whose certificate is out of date, and what its dates are. */
    private static String validity(CertPathValidatorException path) {
        boolean outOfDate = path.getCause() instanceof CertificateExpiredException
                || path.getCause() instanceof CertificateNotYetValidException;
        if (!outOfDate || path.getCertPath() == null || path.getIndex() < 0) {
            return "";
        }
        return CertificateDates.of(
                        (X509Certificate) path.getCertPath().getCertificates().get(path.getIndex()))
                .toString();
    }
}
