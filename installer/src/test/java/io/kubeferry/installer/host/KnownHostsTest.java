package io.kubeferry.installer.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.kubeferry.installer.host.KnownHosts.Verdict;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.Set;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.junit.jupiter.api.Test;

class KnownHostsTest {
    private final FileSystem files = Jimfs.newFileSystem(Configuration.unix());
    private final PublicKey key;
    private final PublicKey other;

    KnownHostsTest() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        key = generator.generateKeyPair().getPublic();
        other = generator.generateKeyPair().getPublic();
    }

    @Test
    void knowsAHostByItsAddressItsPortAndAPattern() throws IOException {
        KnownHosts hosts = hosts("10.0.0.11 " + text(key), "[10.0.0.12]:2222 " + text(key), "10.1.0.* " + text(key));

        assertEquals(Verdict.KNOWN, hosts.verdict("10.0.0.11", 22, key));
        assertEquals(Verdict.KNOWN, hosts.verdict("10.0.0.12", 2222, key));
        assertEquals(Verdict.KNOWN, hosts.verdict("10.1.0.7", 22, key));
        assertEquals(Verdict.UNKNOWN, hosts.verdict("10.0.0.12", 22, key));
        assertEquals(Verdict.UNKNOWN, hosts.verdict("10.0.0.13", 22, key));
    }

    @Test
    void anotherKeyOfAKnownHostIsAChange() throws IOException {
        assertEquals(Verdict.CHANGED, hosts("10.0.0.11 " + text(key)).verdict("10.0.0.11", 22, other));
    }

    @Test
    void oneOfSeveralKeysIsEnough() throws IOException {
        KnownHosts hosts = hosts("10.0.0.11 " + text(other), "10.0.0.11 " + text(key));

        assertEquals(Verdict.KNOWN, hosts.verdict("10.0.0.11", 22, key));
        assertEquals(Set.of("ecdsa-sha2-nistp256"), hosts.keyTypes("10.0.0.11", 22));
    }

    @Test
    void revocationWinsInAnyOrder() throws IOException {
        assertEquals(
                Verdict.REVOKED,
                hosts("10.0.0.11 " + text(key), "@revoked * " + text(key)).verdict("10.0.0.11", 22, key));
        assertEquals(
                Verdict.REVOKED,
                hosts("@revoked * " + text(key), "10.0.0.11 " + text(key)).verdict("10.0.0.11", 22, key));
    }

    @Test
    void aHostAuthoritysKeyIsNoHostsKey() throws IOException {
        assertEquals(Verdict.UNKNOWN, hosts("@cert-authority * " + text(key)).verdict("10.0.0.11", 22, key));
    }

    @Test
    void linesThatCannotBeReadVouchForNobodyAndStopNothing() throws IOException {
        KnownHosts hosts = hosts("# a comment", "", "nonsense", "10.0.0.11 ssh-ed25519", "10.0.0.11 " + text(key));

        assertEquals(Verdict.KNOWN, hosts.verdict("10.0.0.11", 22, key));
    }

    @Test
    void aFileThatIsNotThereVouchesForNobody() {
        assertEquals(Verdict.UNKNOWN, KnownHosts.read(files.getPath("/absent")).verdict("10.0.0.11", 22, key));
    }

    private KnownHosts hosts(String... lines) throws IOException {
        Path file = files.getPath("/known_hosts");
        Files.write(file, List.of(lines));
        return KnownHosts.read(file);
    }

    private static String text(PublicKey key) {
        return PublicKeyEntry.toString(key);
    }
}
