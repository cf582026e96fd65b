package io.kubeferry.installer.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.installer.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the authority issues, read by openssl. */
class SiteAuthorityIT {
    private final SecureRandom random = new SecureRandom();
    private final SiteAuthority authority = SiteAuthority.create("depot-7", random);

    @TempDir
    Path folder;

    @Test
    void opensslVerifiesTheChainOnAHostWhoseClockIsYearsBehind() throws IOException, InterruptedException {
        String openssl = Programs.need("openssl");
        IssuedCertificate issued = authority.issue("cp-1", "10.0.0.11");
        String ca = file("ca.crt", authority.certificate());
        String leaf = file("tls.crt", issued.certificate());

        String in2021 = "1609459200";
        String output = Programs.run(
                openssl,
                "verify",
                "-attime",
                in2021,
                "-purpose",
                "sslserver",
                "-verify_ip",
                "10.0.0.11",
                "-CAfile",
                ca,
                leaf);

        assertTrue(output.contains("OK"), output);
        String names = Programs.run(openssl, "x509", "-in", leaf, "-noout", "-ext", "subjectAltName");
        for (String name : new String[] {"10.0.0.11", "127.0.0.1", "DNS:cp-1", "DNS:localhost"}) {
            assertTrue(names.contains(name), names);
        }
    }

    @Test
    void opensslFindsTheKeyToFitTheCertificate() throws IOException, InterruptedException {
        String openssl = Programs.need("openssl");
        IssuedCertificate issued = authority.issue("cp-1", "10.0.0.11");
        String fromCertificate =
                Programs.run(openssl, "x509", "-in", file("tls.crt", issued.certificate()), "-noout", "-pubkey");
        String fromKey = Programs.run(openssl, "pkey", "-in", file("tls.key", issued.key()), "-pubout");

        assertEquals(fromKey, fromCertificate);
    }

    @Test
    void anEtcdsClientHasAKeyThatKubeadmKnows() throws IOException, InterruptedException {
        String openssl = Programs.need("openssl");
        IssuedCertificate client = authority.issueClient("kube-apiserver-etcd-client");
        assertTrue(client.key().startsWith("-----BEGIN EC PRIVATE KEY-----\n"));
        String key = file("client.key", client.key());
        String fromKey = Programs.run(openssl, "ec", "-in", key, "-pubout", "-conv_form", "uncompressed");
        String fromCertificate =
                Programs.run(openssl, "x509", "-in", file("client.crt", client.certificate()), "-noout", "-pubkey");
        assertTrue(fromKey.contains(fromCertificate.strip()), fromKey);
        assertTrue(
                Programs.run(openssl, "ec", "-in", key, "-noout", "-text").contains("ASN1 OID: prime256v1"),
                "the key does not name its curve");
        Programs.run(
                openssl,
                "verify",
                "-purpose",
                "sslclient",
                "-CAfile",
                file("ca.crt", authority.certificate()),
                file("client.crt", client.certificate()));
    }

    @Test
    void aMemberOfAnEtcdAnswersAndAsks() throws IOException, InterruptedException {
        String openssl = Programs.need("openssl");
        String ca = file("ca.crt", authority.certificate());
        String member =
                file("server.crt", authority.issueMember("etcd-1", "10.0.0.31").certificate());
        for (String purpose : new String[] {"sslserver", "sslclient"}) {
            Programs.run(openssl, "verify", "-purpose", purpose, "-verify_ip", "10.0.0.31", "-CAfile", ca, member);
        }
    }

    @Test
    void isTheSameAfterItWasWrittenAndRead() throws IOException, InterruptedException {
        String openssl = Programs.need("openssl");
        SiteAuthority loaded = SiteAuthority.load(authority.certificate(), authority.key(), random);

        String leaf = file("tls.crt", loaded.issue("cp-2", "10.0.0.12").certificate());

        Programs.run(openssl, "verify", "-CAfile", file("ca.crt", authority.certificate()), leaf);
    }

    @Test
    void refusesAKeyOfAnotherAuthority() {
        SiteAuthority other = SiteAuthority.create("depot-8", random);

        assertThrows(
                IllegalArgumentException.class, () -> SiteAuthority.load(authority.certificate(), other.key(), random));
    }

    @Test
    void doesNotPrintAKey() {
        IssuedCertificate issued = authority.issue("cp-1", "10.0.0.11");

        assertFalse(issued.toString().contains("PRIVATE"), issued.toString());
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
