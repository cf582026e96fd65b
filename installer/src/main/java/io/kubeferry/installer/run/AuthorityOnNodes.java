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
import java.util.stream.Collectors;

/**
 * The site's authority as its control planes keep it. It is looked for only when a run needs it, and with a {@link Host}:
 * what observes a node before the operator has agreed never sees its key.
 */
public final class AuthorityOnNodes {
    public static final String CERTIFICATE = "/etc/kubeferry/pki/ca.crt";
    public static final String KEY = "/etc/kubeferry/pki/ca.key";
    public static final String ETCD_CERTIFICATE = "/etc/kubernetes/pki/etcd/ca.crt";
    public static final String ETCD_KEY = "/etc/kubernetes/pki/etcd/ca.key";

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final String holder;
    private final Place place;
    private final List<Host> nodes;
    private final SecureRandom random;
    private SiteAuthority authority;

    /** Where an authority lies on its nodes, and what a person does who has lost its key. */
    private record Place(String certificate, String key, String forANewOne) {}

    private AuthorityOnNodes(String holder, Place place, List<? extends Host> nodes, SecureRandom random) {
        this.holder = holder;
        this.place = place;
        this.nodes = List.copyOf(nodes);
        this.random = random;
    }

    /** The authority of a site; the control planes are asked in the order given. */
    public AuthorityOnNodes(String site, List<? extends Host> controlPlanes, SecureRandom random) {
        this(
                site,
                new Place(
                        CERTIFICATE,
                        KEY,
                        "remove " + CERTIFICATE + " and /etc/kubeferry/registry/tls.* on all of them"),
                controlPlanes,
                random);
    }

    /** The authority of the etcd that the installer sets up; its nodes are asked in the order given. */
    public static AuthorityOnNodes ofEtcd(String site, List<? extends Host> etcdNodes, SecureRandom random) {
        return new AuthorityOnNodes(
                site + " etcd",
                new Place(ETCD_CERTIFICATE, ETCD_KEY, "remove /etc/kubernetes/pki/etcd on all of them"),
                etcdNodes,
                random);
    }

    /** The authority that the first of the nodes has which has one, else a new one. */
    synchronized SiteAuthority get() throws IOException {
        if (authority == null) {
            authority = find();
        }
        return authority;
    }

    private SiteAuthority find() throws IOException {
        String withoutKey = "";
        for (Host host : nodes) {
            CommandResult certificate = read(host, place.certificate());
            CommandResult key = read(host, place.key());
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
                    "has the CA " + place.certificate() + ", and none of " + names() + " has its key, " + place.key(),
                    "put the key back from a backup; or " + place.forANewOne() + ", then run again for a new CA");
        }
        return SiteAuthority.create(holder, random);
    }

    private String names() {
        return nodes.stream().map(Host::name).collect(Collectors.joining(", "));
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
                    "the CA in " + place.certificate() + " and " + place.key() + " cannot be used: " + e.getMessage(),
                    "put both files back from another of " + names(),
                    e);
        }
    }
}
