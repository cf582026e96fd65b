package io.kubeferry.installer.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kubeferry.installer.GoldenFile;
import io.kubeferry.installer.host.RecordingHost;
import io.kubeferry.installer.pki.SiteAuthority;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CertificateDatesTest {
    @Test
    void readsTheEndOfEachCertificateAndPassesOverWhatIsNone() throws IOException {
        SiteAuthority authority = SiteAuthority.create("depot-7", new SecureRandom());
        RecordingHost host = new RecordingHost("cp-1")
                .probed(
                        "certificates",
                        "== /etc/kubernetes/pki/ca.crt\n" + authority.certificate()
                                + "== /etc/kubernetes/pki/broken.crt\n== /etc/kubeferry/registry/tls.crt\n"
                                + authority.issue("cp-1", "10.0.0.11").certificate());

        Map<String, Instant> dates = CertificateDates.of(host);

        Instant end = Instant.parse("2070-01-01T00:00:00Z");
        assertEquals(Map.of("/etc/kubernetes/pki/ca.crt", end, "/etc/kubeferry/registry/tls.crt", end), dates);
    }

    @Test
    void theProbeOnlyReads() {
        GoldenFile.check("status/certificates.sh", CertificateDates.probe().script());
    }
}
