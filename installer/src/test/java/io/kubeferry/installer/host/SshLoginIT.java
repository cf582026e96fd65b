package io.kubeferry.installer.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.installer.Programs;
import io.kubeferry.installer.site.Secret;
import io.kubeferry.installer.site.SshAccess;
import io.kubeferry.installer.site.SshAccess.Identity;
import io.kubeferry.installer.site.SshAccess.Jump;
import io.kubeferry.manifests.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways to log in: with OpenSSH's sshd and ssh-agent; passwords with MINA's server, as this machine's users have none. */
class SshLoginIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private TestSshd sshd;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        sshd = TestSshd.start(folder);
    }

    @AfterEach
    void stop() {
        sshd.close();
    }

    @Test
    void takesAKeyWithItsPassphrase() throws IOException, InterruptedException {
        Path locked = Files.copy(folder.resolve("id"), folder.resolve("locked"));
        Programs.run(Programs.need("ssh-keygen"), "-q", "-p", "-P", "", "-N", "open sesame", "-f", locked.toString());
        assertLogsIn(new SshAccess.Key(locked, Optional.of(new Secret("key-passphrase", "open sesame"))));
        SshAccess.Key wrong = new SshAccess.Key(locked, Optional.of(new Secret("key-passphrase", "wrong")));
        Failure failure = assertThrows(Failure.class, () -> assertLogsIn(wrong));
        assertTrue(failure.getMessage().contains("spec.ssh.passphraseFile"), failure.getMessage());
    }

    @Test
    void asksAnAgentForItsKeys() throws IOException, InterruptedException {
        String add = Programs.need("ssh-add");
        Path socket = folder.resolve("agent");
        Process agent = new ProcessBuilder(Programs.need("ssh-agent"), "-D", "-a", socket.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("agent.log").toFile())
                .start();
        try {
            for (int tries = 0; tries < 100 && !Files.exists(socket); tries++) {
                Thread.sleep(50);
            }
            SshAccess.Agent identity = new SshAccess.Agent(Optional.of(socket));
            Failure failure = assertThrows(Failure.class, () -> assertLogsIn(identity));
            assertTrue(failure.getMessage().contains("does not accept any key of the ssh-agent"), failure.getMessage());
            Programs.run(
                    "env",
                    "SSH_AUTH_SOCK=" + socket,
                    add,
                    "-q",
                    folder.resolve("id").toString());
            assertLogsIn(identity);
        } finally {
            agent.destroy();
            agent.waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void goesThroughAJumpHostAndChecksBothKeys() throws IOException {
        SshAccess direct = sshd.access(sshd.knownHostsLine("ed25519"));
        SshAccess through = new SshAccess(
                "root",
                direct.port(),
                direct.identity(),
                direct.knownHostsFile(),
                Optional.of(new Jump("root", "127.0.0.1", direct.port())),
                Optional.empty());
        assertLogsIn(through);
        Files.writeString(direct.knownHostsFile(), "");
        Failure failure = assertThrows(Failure.class, () -> assertLogsIn(through));
        assertTrue(failure.getMessage().contains("the jump host"), failure.getMessage());
        assertTrue(failure.getMessage().contains("is not in"), failure.getMessage());
    }

    @Test
    void saysOfAPasswordThatIsNotAcceptedWhereItIsFrom() throws IOException {
        try (SshServer server = SshServer.setUpDefaultServer()) {
            SimpleGeneratorHostKeyProvider key = new SimpleGeneratorHostKeyProvider();
            server.setHost("127.0.0.1");
            server.setKeyPairProvider(key);
            server.setPasswordAuthenticator((user, password, session) -> password.equals("right"));
            server.start();
            String line = "[127.0.0.1]:" + server.getPort() + " "
                    + PublicKeyEntry.toString(
                            key.loadKeys(null).iterator().next().getPublic());
            Path known = Files.writeString(folder.resolve("known"), line + "\n");
            try (SshConnections good = connections(password("right"), server.getPort(), known)) {
                assertTrue(good.connect(TestSshd.node("cp-1")).isAuthenticated());
            }
            try (SshConnections bad = connections(password("wrong"), server.getPort(), known)) {
                Failure failure = assertThrows(Failure.class, () -> bad.connect(TestSshd.node("cp-1")));
                assertTrue(failure.getMessage().contains("spec.ssh.passwordFile"), failure.getMessage());
            }
        }
    }

    private static Identity password(String text) {
        return new SshAccess.Password(new Secret("ssh-password", text));
    }

    private static SshConnections connections(Identity identity, int port, Path knownHosts) {
        return SshConnections.of(new SshAccess("root", port, identity, knownHosts, Optional.empty(), Optional.empty()));
    }

    private void assertLogsIn(Identity identity) throws IOException {
        SshAccess direct = sshd.access(sshd.knownHostsLine("ed25519"));
        assertLogsIn(new SshAccess(
                "root", direct.port(), identity, direct.knownHostsFile(), Optional.empty(), Optional.empty()));
    }

    private void assertLogsIn(SshAccess access) throws IOException {
        try (SshConnections connections = SshConnections.of(access)) {
            SshHost host = new SshHost(
                    "cp-1",
                    "127.0.0.1",
                    new NodePaths(folder.toString(), "/usr/sbin:/usr/bin:/sbin:/bin"),
                    connections.connect(TestSshd.node("cp-1")));
            assertEquals("in\n", host.run(Command.of(LIMIT, "echo", "in")).output());
        }
    }
}
