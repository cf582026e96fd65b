package io.kubeferry.installer.run;

import io.kubeferry.installer.host.Command;
import io.kubeferry.installer.host.CommandResult;
import io.kubeferry.installer.host.Host;
import io.kubeferry.installer.pki.SiteAuthority;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;

/**
 * The site's authority as its control planes keep it. It is looked for only when a run needs it, and with a {@link Host}:
 * what observes a node before the operator has agreed never sees its key.
 */
public final class AuthorityOnNodes {
    public static final String CERTIFICATE = "/etc/kubeferry/pki/ca.crt";
    public static final String KEY = "/etc/kubeferry/pki/ca.key";

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final String site;
    private final List<Host> controlPlanes;
    private final SecureRandom random;
    private SiteAuthority authority;

    /** The authority of a site; the control planes are asked in the order given. */
    public AuthorityOnNodes(String site, List<? extends Host> controlPlanes, SecureRandom random) {
        this.site = site;
        this.controlPlanes = List.copyOf(controlPlanes);
        this.random = random;
    }

    /** The authority that the first control plane has which has one, else a new one. */
    synchronized SiteAuthority get() throws IOException {
        if (authority == null) {
            authority = find();
        }
        return authority;
    }

    private SiteAuthority find() throws IOException {
        String withoutKey = "";
        for (Host host : controlPlanes) {
            CommandResult certificate = read(host, CERTIFICATE);
            CommandResult key = read(host, KEY);
            if (certificate.succeeded() && key.succeeded()) {
                return load(host, certificate.output(), key.output());
            }
            if (certificate.succeeded()) {
                withoutKey = host.name();
            }
        }
        if (!withoutKey.isEmpty()) {
            throw Failure.of(
                    ExitCode.ACTION_FAILED,
                    withoutKey,
                    "has the site's CA, " + CERTIFICATE + ", and no control plane has its key, " + KEY,
                    "put the key back from a backup; or remove " + CERTIFICATE
                            + " and /etc/kubeferry/registry/tls.* on all control planes, then run again for a new CA");
        }
        return SiteAuthority.create(site, random);
    }

    private static CommandResult read(Host host, String path) throws IOException {
        return host.run(Command.of(LIMIT, "cat", path));
    }

    private SiteAuthority load(Host host, String certificate, String key) {
        try {
            return SiteAuthority.load(certificate, key, random);
        } catch (IllegalArgumentException e) {
            throw Failure.of(
                    ExitCode.ACTION_FAILED,
                    host.name(),
                    "the site's CA in " + CERTIFICATE + " and " + KEY + " cannot be used: " + e.getMessage(),
                    "put both files back from another control plane",
                    e);
        }
    }
}
