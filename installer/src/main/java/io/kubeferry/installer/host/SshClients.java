package io.kubeferry.installer.host;

import io.kubeferry.installer.site.SshAccess;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.UserAuthFactory;
import org.apache.sshd.client.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.keyverifier.RejectAllServerKeyVerifier;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.util.io.resource.PathResource;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;

/** Makes the client that all connections of a run share, with the one identity that the site's file names. */
final class SshClients {
    private static final Duration KEEPALIVE = Duration.ofSeconds(10);
    private static final int KEEPALIVES_UNANSWERED = 3;

    private SshClients() {}

    /** A client that is not started yet and trusts nobody. */
    static SshClient of(SshAccess access) {
        SshClient client = ClientBuilder.builder()
                // Nothing of the user's own ~/.ssh is read: the site's file says everything.
                .hostConfigEntryResolver(HostConfigEntryResolver.EMPTY)
                .serverKeyVerifier(RejectAllServerKeyVerifier.INSTANCE)
                // The post-quantum exchange that MINA would prefer takes seconds in Java.
                .keyExchangeFactories(NamedFactory.setUpTransformedFactories(
                        true,
                        List.of(
                                BuiltinDHFactories.curve25519,
                                BuiltinDHFactories.curve25519_libssh,
                                BuiltinDHFactories.ecdhp256,
                                BuiltinDHFactories.ecdhp384,
                                BuiltinDHFactories.ecdhp521),
                        ClientBuilder.DH2KEX))
                // AES-GCM is several times faster here than ChaCha20; CTR is for servers that do not have it.
                .cipherFactories(List.of(
                        BuiltinCiphers.aes128gcm,
                        BuiltinCiphers.aes256gcm,
                        BuiltinCiphers.aes128ctr,
                        BuiltinCiphers.aes256ctr))
                .build(true);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setUserAuthFactories(identify(client, access.identity()));
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, KEEPALIVE);
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, KEEPALIVES_UNANSWERED);
        return client;
    }

    private static List<UserAuthFactory> identify(SshClient client, SshAccess.Identity identity) {
        if (identity instanceof SshAccess.Password password) {
            client.addPasswordIdentity(password.secret().value());
            return List.of(UserAuthPasswordFactory.INSTANCE, UserAuthKeyboardInteractiveFactory.INSTANCE);
        }
        if (identity instanceof SshAccess.Key key) {
            client.setKeyIdentityProvider(KeyIdentityProvider.wrapKeyPairs(keys(key)));
        } else if (identity instanceof SshAccess.Agent agent) {
            client.setAgentFactory(AgentSocket.factory(agent.socket().orElseGet(SshClients::agentSocket)));
        }
        // Their own list: the session's is narrowed to the host keys that can be checked.
        return List.of(new UserAuthPublicKeyFactory(ClientBuilder.setUpDefaultSignatureFactories(true)));
    }

    private static Path agentSocket() {
        return Optional.ofNullable(System.getenv("SSH_AUTH_SOCK"))
                .map(Path::of)
                .filter(Files::exists)
                .orElseThrow(() -> Failure.of(
                        ExitCode.INVALID_INPUT,
                        "spec.ssh.agent",
                        "the site's keys are to be asked of an ssh-agent, and SSH_AUTH_SOCK names none that is there",
                        "start one and add the key (eval $(ssh-agent); ssh-add KEY), or give spec.ssh.keyFile"));
    }

    private static List<KeyPair> keys(SshAccess.Key key) {
        List<KeyPair> found = new ArrayList<>();
        FilePasswordProvider passphrase = key.passphrase()
                .map(secret -> FilePasswordProvider.of(secret.value()))
                .orElse(FilePasswordProvider.EMPTY);
        try (InputStream in = Files.newInputStream(key.file())) {
            Iterable<KeyPair> keys =
                    SecurityUtils.loadKeyPairIdentities(null, new PathResource(key.file()), in, passphrase);
            if (keys != null) {
                keys.forEach(found::add);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw badKey(key, "cannot be read: " + e.getMessage(), e);
        }
        if (found.isEmpty()) {
            throw badKey(key, "holds no private key that can be read", null);
        }
        return found;
    }

    private static Failure badKey(SshAccess.Key key, String what, Throwable cause) {
        String next = key.passphrase().isPresent()
                ? "check that spec.ssh.passphraseFile holds the passphrase of this key"
                : "name a readable private key as spec.ssh.keyFile; where it has a passphrase, name a file with that as"
                        + " spec.ssh.passphraseFile";
        return Failure.of(
                ExitCode.INVALID_INPUT, key.file().toString(), "the private key for SSH " + what, next, cause);
    }
}
