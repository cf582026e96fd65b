package io.kubeferry.installer.host;

import io.kubeferry.manifests.failure.Problem;
import java.net.SocketAddress;
import java.security.PublicKey;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.digest.BuiltinDigests;

/** Lets only hosts in whose key the operator has vouched for, and says of the others how they can be. */
final class HostKeyCheck implements ServerKeyVerifier {
    private final KnownHosts knownHosts;
    private final String node;
    private final String address;
    private final int port;
    private volatile Problem refusal;

    HostKeyCheck(KnownHosts knownHosts, String node, String address, int port) {
        this.knownHosts = knownHosts;
        this.node = node;
        this.address = address;
        this.port = port;
    }

    /** What the machine is called in messages. */
    String node() {
        return node;
    }

    /** Why the key was refused; empty where it was not. */
    Optional<Problem> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** The types of key that can be checked; empty where the host is not known at all. */
    Set<String> keyTypes() {
        return knownHosts.keyTypes(address, port);
    }

    @Override
    public boolean verifyServerKey(ClientSession session, SocketAddress remote, PublicKey key) {
        switch (knownHosts.verdict(address, port, key)) {
            case KNOWN:
                return true;
            case CHANGED:
                refusal = problem(
                        key,
                        "is not the one in " + knownHosts.file() + ": the machine was installed anew, or another one"
                                + " answers in its place",
                        "find out which; if it was installed anew, run: ssh-keygen -R '" + host() + "' -f "
                                + knownHosts.file() + "; then add: " + line(key));
                return false;
            case REVOKED:
                refusal = problem(
                        key,
                        "is marked @revoked in " + knownHosts.file(),
                        "do not use this machine before it has a new host key");
                return false;
            default:
                refusal = problem(
                        key,
                        "is not in " + knownHosts.file(),
                        "compare it with what the node itself prints (ssh-keygen -lf /etc/ssh/ssh_host_"
                                + shortType(key) + "_key.pub), then add: " + line(key));
                return false;
        }
    }

    private Problem problem(PublicKey key, String what, String next) {
        String fingerprint = KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
        return new Problem(
                node, "the host key of " + address + " port " + port + ", " + fingerprint + ", " + what, next);
    }

    private String line(PublicKey key) {
        return host() + " " + PublicKeyEntry.toString(key);
    }

    private String host() {
        return port == 22 ? address : "[" + address + "]:" + port;
    }

    private static String shortType(PublicKey key) {
        String type = KeyUtils.getKeyType(key);
        if (type.startsWith("ecdsa")) {
            return "ecdsa";
        }
        return type.equals("ssh-ed25519") ? "ed25519" : "rsa";
    }
}
