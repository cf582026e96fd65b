package io.kubeferry.installer.site;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the nodes are reached.
 *
 * @param user logs in
 * @param identity what the user shows
 * @param knownHostsFile OpenSSH's known_hosts; a host that is not in it is refused
 * @param jump the machine that the nodes are reached through; empty where they are reached directly
 * @param sudo how the user comes to do everything; empty where it is root
 */
public record SshAccess(
        String user, int port, Identity identity, Path knownHostsFile, Optional<Jump> jump, Optional<Sudo> sudo) {
    /** What a user shows to be let in. */
    public sealed interface Identity {}

    /**
     * A private key.
     *
     * @param file in OpenSSH's or PEM form
     * @param passphrase empty where it has none
     */
    public record Key(Path file, Optional<Secret> passphrase) implements Identity {}

    /** The user's password; the nodes' sshd may ask for it as such, or as a question to be answered. */
    public record Password(Secret secret) implements Identity {}

    /**
     * The keys of an ssh-agent.
     *
     * @param socket empty for the one that {@code SSH_AUTH_SOCK} names
     */
    public record Agent(Optional<Path> socket) implements Identity {}

    /** A machine between this one and the nodes; it is shown the same identity, and its sshd has to forward TCP. */
    public record Jump(String user, String address, int port) {}

    /**
     * Commands go through sudo.
     *
     * @param password empty where sudo asks for none
     */
    public record Sudo(Optional<Secret> password) {}

    /** A key without a passphrase, straight to the nodes, for a user who may do everything. */
    public SshAccess(String user, int port, Path keyFile, Path knownHostsFile) {
        this(user, port, new Key(keyFile, Optional.empty()), knownHostsFile, Optional.empty(), Optional.empty());
    }
}
