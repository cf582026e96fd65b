package io.kubeferry.installer.host;

import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.SshAccess;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.keyverifier.RejectAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.util.io.resource.PathResource;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;

/** Opens SSH connections to the site's nodes, all with one key, all checked against one known_hosts. */
final class SshConnections implements AutoCloseable {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final Duration KEEPALIVE = Duration.ofSeconds(10);
    private static final int KEEPALIVES_UNANSWERED = 3;
    private static final AttributeKey<HostKeyCheck> CHECK = new AttributeKey<>();

    private final SshAccess access;
    private final KnownHosts knownHosts;
    private final SshClient client;

    private SshConnections(SshAccess access, KnownHosts knownHosts, SshClient client) {
        this.access = access;
        this.knownHosts = knownHosts;
        this.client = client;
    }

    /** Reads key and known_hosts; connects to nobody yet. */
    static SshConnections of(SshAccess access) {
        KnownHosts knownHosts = KnownHosts.read(access.knownHostsFile());
        SshClient client = client(identities(access));
        client.start();
        return new SshConnections(access, knownHosts, client);
    }

    /**
     * Connects to a node and logs in.
     *
     * @throws Failure with {@link ExitCode#NODE_UNREACHABLE}, also where the node's key is not vouched for
     */
    ClientSession connect(Node node) {
        HostKeyCheck check = new HostKeyCheck(knownHosts, node.name(), node.address(), access.port());
        AttributeRepository context = AttributeRepository.ofKeyValuePair(CHECK, check);
        ClientSession session = null;
        try {
            session = client.connect(access.user(), node.address(), access.port(), context)
                    .verify(CONNECT_LIMIT)
                    .getSession();
            session.auth().verify(CONNECT_LIMIT);
            return session;
        } catch (IOException e) {
            closeNow(session);
            throw check.refusal()
                    .map(refusal -> Failure.of(ExitCode.NODE_UNREACHABLE, List.of(refusal)))
                    .orElseGet(() -> unreachable(node, e));
        }
    }

    private Failure unreachable(Node node, IOException cause) {
        String who = access.user() + "@" + node.address() + " port " + access.port();
        if (cause instanceof SshException ssh
                && ssh.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE) {
            return Failure.of(
                    ExitCode.NODE_UNREACHABLE,
                    node.name(),
                    who + " does not accept the key " + access.keyFile(),
                    "add its public key to authorized_keys of " + access.user() + " on the node",
                    cause);
        }
        return Failure.of(
                ExitCode.NODE_UNREACHABLE,
                node.name(),
                "no SSH connection to " + who + " within " + CONNECT_LIMIT.toSeconds() + " s: " + cause.getMessage(),
                "check that the node runs, its address in the site's file, and its sshd",
                cause);
    }

    private static void closeNow(ClientSession session) {
        if (session != null) {
            session.close(true);
        }
    }

    private static List<KeyPair> identities(SshAccess access) {
        List<KeyPair> found = new ArrayList<>();
        try (InputStream in = Files.newInputStream(access.keyFile())) {
            Iterable<KeyPair> keys = SecurityUtils.loadKeyPairIdentities(
                    null, new PathResource(access.keyFile()), in, FilePasswordProvider.EMPTY);
            if (keys != null) {
                keys.forEach(found::add);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw badKey(access, "cannot be read: " + e.getMessage(), e);
        }
        if (found.isEmpty()) {
            throw badKey(access, "holds no private key that can be read without a passphrase", null);
        }
        return found;
    }

    private static Failure badKey(SshAccess access, String what, Throwable cause) {
        return Failure.of(
                ExitCode.INVALID_INPUT,
                access.keyFile().toString(),
                "the private key for SSH " + what,
                "name a readable private key without a passphrase as spec.ssh.keyFile"
                        + " (ssh-keygen -p removes a passphrase from a copy)",
                cause);
    }

    private static SshClient client(List<KeyPair> identities) {
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
        client.setKeyIdentityProvider(KeyIdentityProvider.wrapKeyPairs(identities));
        // Their own list: the session's is narrowed to the host keys that can be checked.
        client.setUserAuthFactories(
                List.of(new UserAuthPublicKeyFactory(ClientBuilder.setUpDefaultSignatureFactories(true))));
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, KEEPALIVE);
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, KEEPALIVES_UNANSWERED);
        client.addSessionListener(new SessionListener() {
            @Override
            public void sessionCreated(Session session) {
                prepare((ClientSession) session);
            }
        });
        return client;
    }

    /** Before the key exchange: this session checks this node's key, and asks for a kind of key that is known of it. */
    private static void prepare(ClientSession session) {
        HostKeyCheck check = session.getConnectionContext().getAttribute(CHECK);
        session.setServerKeyVerifier(check);
        Set<String> types = check.keyTypes();
        if (!types.isEmpty()) {
            session.setSignatureFactories(ClientBuilder.setUpDefaultSignatureFactories(true).stream()
                    .filter(signature -> types.contains(keyTypeOf(signature.getName())))
                    .toList());
        }
    }

    /** RFC 8332: keys of the type ssh-rsa sign as rsa-sha2-256 or rsa-sha2-512; with SHA-1 they are not accepted. */
    private static String keyTypeOf(String signature) {
        return signature.startsWith("rsa-sha2-") ? "ssh-rsa" : signature.equals("ssh-rsa") ? "" : signature;
    }

    @Override
    public void close() {
        client.stop();
    }
}
