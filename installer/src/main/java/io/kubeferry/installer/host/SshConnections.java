package io.kubeferry.installer.host;

import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.SshAccess;
import io.kubeferry.installer.site.SshAccess.Jump;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.util.net.SshdSocketAddress;

/** Opens SSH connections to the site's nodes, all with one identity, all checked against one known_hosts. */
final class SshConnections implements AutoCloseable {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final AttributeKey<HostKeyCheck> CHECK = new AttributeKey<>();
    private static final String LOOPBACK = "127.0.0.1";

    private final SshAccess access;
    private final KnownHosts knownHosts;
    private final SshClient client;
    private ClientSession jumpSession;

    private SshConnections(SshAccess access, KnownHosts knownHosts, SshClient client) {
        this.access = access;
        this.knownHosts = knownHosts;
        this.client = client;
    }

    /** Reads key and known_hosts; connects to nobody yet. */
    static SshConnections of(SshAccess access) {
        KnownHosts knownHosts = KnownHosts.read(access.knownHostsFile());
        SshClient client = SshClients.of(access);
        client.addSessionListener(new SessionListener() {
            @Override
            public void sessionCreated(Session session) {
                prepare((ClientSession) session);
            }
        });
        client.start();
        return new SshConnections(access, knownHosts, client);
    }

    /**
     * Connects to a node and logs in; through the jump host, where there is one.
     *
     * @throws Failure with {@link ExitCode#NODE_UNREACHABLE}, also where the node's key is not vouched for
     */
    ClientSession connect(Node node) {
        HostKeyCheck check = new HostKeyCheck(knownHosts, node.name(), node.address(), access.port());
        if (access.jump().isEmpty()) {
            return open(check, access.user(), node.address(), node.address(), access.port());
        }
        ClientSession jump = jumpSession();
        try {
            // Bound for the life of the jump host's session, on this machine's loopback: sshd behind it asks for the
            // identity all the same.
            SshdSocketAddress entrance = jump.startLocalPortForwarding(
                    new SshdSocketAddress(LOOPBACK, 0), new SshdSocketAddress(node.address(), access.port()));
            return open(check, access.user(), node.address(), LOOPBACK, entrance.getPort());
        } catch (IOException e) {
            throw unreachable(node.name(), access.user(), node.address(), access.port(), e);
        }
    }

    private synchronized ClientSession jumpSession() {
        if (jumpSession == null) {
            Jump jump = access.jump().orElseThrow();
            HostKeyCheck check = new HostKeyCheck(knownHosts, "the jump host", jump.address(), jump.port());
            jumpSession = open(check, jump.user(), jump.address(), jump.address(), jump.port());
        }
        return jumpSession;
    }

    /**
     * Opens a session.
     *
     * @param shown the address as the site's file has it
     * @param host where the connection goes to
     */
    private ClientSession open(HostKeyCheck check, String user, String shown, String host, int port) {
        AttributeRepository context = AttributeRepository.ofKeyValuePair(CHECK, check);
        ClientSession session = null;
        try {
            session = client.connect(user, host, port, context)
                    .verify(CONNECT_LIMIT)
                    .getSession();
            session.auth().verify(CONNECT_LIMIT);
            return session;
        } catch (IOException e) {
            closeNow(session);
            int shownPort = shown.equals(host) ? port : access.port();
            throw check.refusal()
                    .map(refusal -> Failure.of(ExitCode.NODE_UNREACHABLE, List.of(refusal)))
                    .orElseGet(() -> unreachable(check.node(), user, shown, shownPort, e));
        }
    }

    private Failure unreachable(String node, String user, String address, int port, IOException cause) {
        String who = user + "@" + address + " port " + port;
        if (cause instanceof SshException ssh
                && ssh.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE) {
            return notLetIn(node, user, who, cause);
        }
        return Failure.of(
                ExitCode.NODE_UNREACHABLE,
                node,
                "no SSH connection to " + who + " within " + CONNECT_LIMIT.toSeconds() + " s: " + cause.getMessage(),
                "check that the node runs, its address in the site's file, and its sshd",
                cause);
    }

    private Failure notLetIn(String node, String user, String who, IOException cause) {
        if (access.identity() instanceof SshAccess.Password) {
            return Failure.of(
                    ExitCode.NODE_UNREACHABLE,
                    node,
                    who + " does not accept the password of spec.ssh.passwordFile",
                    "check it, and that sshd there has PasswordAuthentication or KbdInteractiveAuthentication on"
                            + (user.equals("root") ? ", and PermitRootLogin yes" : ""),
                    cause);
        }
        String shown =
                access.identity() instanceof SshAccess.Key key ? "the key " + key.file() : "any key of the ssh-agent";
        return Failure.of(
                ExitCode.NODE_UNREACHABLE,
                node,
                who + " does not accept " + shown,
                "add its public key to authorized_keys of " + user + " on the node",
                cause);
    }

    private static void closeNow(ClientSession session) {
        if (session != null) {
            session.close(true);
        }
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
