package io.kubeferry.installer.status;

import io.kubeferry.installer.host.CommandResult;
import io.kubeferry.installer.host.Probe;
import io.kubeferry.installer.host.ReadOnlyHost;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** When the certificates on a node end. */
final class CertificateDates {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    /** Stands before each file's path in what the probe prints. */
    private static final String MARK = "== ";

    private CertificateDates() {}

    /**
     * Path of each certificate to its end; a file that cannot be read as one is left out.
     *
     * @throws IOException where the node cannot be reached
     */
    static Map<String, Instant> of(ReadOnlyHost host) throws IOException {
        CommandResult result = host.probe(probe());
        Map<String, Instant> dates = new TreeMap<>();
        Arrays.stream(result.output().split("(?m)^" + MARK))
                .filter(block -> !block.isBlank())
                .forEach(block -> {
                    int end = block.indexOf('\n');
                    if (end > 0) {
                        add(dates, block.substring(0, end).strip(), block.substring(end));
                    }
                });
        return dates;
    }

    private static void add(Map<String, Instant> dates, String path, String pem) {
        try (InputStream in = new ByteArrayInputStream(pem.strip().getBytes(StandardCharsets.US_ASCII))) {
            X509Certificate certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            dates.put(path, certificate.getNotAfter().toInstant());
        } catch (CertificateException e) {
            // A file that is being written, or is no certificate: there is no date to show.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("a certificate in memory", e);
        }
    }

    static Probe probe() {
        return Probe.resource(CertificateDates.class, "certificates", List.of(), LIMIT);
    }
}
