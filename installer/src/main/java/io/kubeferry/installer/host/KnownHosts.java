package io.kubeferry.installer.host;

import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;

/**
 * The host keys that the operator vouches for, in OpenSSH's form (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT"): patterns, {@code
 * [host]:port}, hashed names, {@code @revoked}. Certificates of host authorities are not used. The file is only read: a key
 * is never added for the operator.
 */
final class KnownHosts {
    private static final String REVOKED = "revoked";

    private final Path file;
    private final List<KnownHostEntry> entries;

    /** What the file says about a key. */
    enum Verdict {
        KNOWN,
        /** The file has no key of this host at all. */
        UNKNOWN,
        /** The file has keys of this host, but not this one. */
        CHANGED,
        REVOKED
    }

    private KnownHosts(Path file, List<KnownHostEntry> entries) {
        this.file = file;
        this.entries = List.copyOf(entries);
    }

    /** Reads the file; one that is not there vouches for nobody. */
    static KnownHosts read(Path file) {
        try {
            return Files.exists(file) ? parse(file, Files.readAllLines(file)) : new KnownHosts(file, List.of());
        } catch (IOException e) {
            throw Failure.of(
                    ExitCode.INVALID_INPUT,
                    file.toString(),
                    "known_hosts cannot be read: " + e.getMessage(),
                    "correct the file, or name another one as spec.ssh.knownHostsFile",
                    e);
        }
    }

    private static KnownHosts parse(Path file, List<String> lines) {
        List<KnownHostEntry> entries = new ArrayList<>();
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            try {
                entries.add(KnownHostEntry.parseKnownHostEntry(line));
            } catch (IllegalArgumentException e) {
                // As OpenSSH does: a line that cannot be read vouches for nobody.
                continue;
            }
        }
        return new KnownHosts(file, entries);
    }

    Path file() {
        return file;
    }

    Verdict verdict(String host, int port, PublicKey key) {
        boolean sawHost = false;
        boolean sawKey = false;
        for (KnownHostEntry entry : entries) {
            boolean revocation = REVOKED.equals(entry.getMarker());
            boolean usable =
                    revocation || entry.getMarker() == null || entry.getMarker().isEmpty();
            if (!usable || !entry.isHostMatch(host, port)) {
                continue;
            }
            boolean same = holds(entry, key);
            if (revocation && same) {
                return Verdict.REVOKED;
            }
            sawHost |= !revocation;
            sawKey |= same && !revocation;
        }
        if (sawKey) {
            return Verdict.KNOWN;
        }
        return sawHost ? Verdict.CHANGED : Verdict.UNKNOWN;
    }

    /**
     * The key types that the file has of a host, such as {@code ssh-ed25519}: only these are asked for, so that a host which
     * has more keys than the file shows one that can be checked.
     */
    Set<String> keyTypes(String host, int port) {
        Set<String> types = new TreeSet<>();
        for (KnownHostEntry entry : entries) {
            boolean plain = entry.getMarker() == null || entry.getMarker().isEmpty();
            if (plain && entry.isHostMatch(host, port)) {
                types.add(entry.getKeyEntry().getKeyType());
            }
        }
        return types;
    }

    private static boolean holds(KnownHostEntry entry, PublicKey key) {
        AuthorizedKeyEntry stored = entry.getKeyEntry();
        try {
            return KeyUtils.compareKeys(key, stored.resolvePublicKey(null, PublicKeyEntryResolver.IGNORING));
        } catch (IOException | GeneralSecurityException e) {
            return false; // a key that cannot be read vouches for nothing
        }
    }
}
