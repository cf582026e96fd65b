package io.kubeferry.installer.phase.controlplane;

import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.NodeFacts;
import io.kubeferry.installer.kubeadm.EtcdClient;
import io.kubeferry.installer.phase.Wanted;
import io.kubeferry.installer.phase.runtime.AuthorityFiles;
import io.kubeferry.installer.plan.FileContent.Authority;
import io.kubeferry.installer.plan.FileContent.SiteCertificate;
import io.kubeferry.installer.plan.FileContent.Text;
import io.kubeferry.installer.plan.PlannedFile;
import io.kubeferry.installer.site.Etcd;
import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.Site;
import io.kubeferry.manifests.content.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The certificates of an etcd outside of the control planes. Its authority, with its key, is on every one of its machines, as
 * kubeadm has it on every control plane; the API servers get a client's certificate.
 */
final class EtcdFiles {
    static final String FOLDER = "/etc/kubernetes/pki/etcd/";
    /** kubeadm's names; its static pod reads the first two, and the last is what health is asked with. */
    static final List<String> PAIRS = List.of("server", "peer", "healthcheck-client");

    private static final String AUTHORITY = FOLDER + "ca.crt";
    private static final String AUTHORITY_KEY = FOLDER + "ca.key";

    private final Site site;
    private final Facts facts;

    EtcdFiles(Site site, Facts facts) {
        this.site = site;
        this.facts = facts;
    }

    /** What a machine of the etcd's own lacks; all of it where it knows another authority than the first does. */
    List<PlannedFile> missing(Node member) {
        NodeFacts seen = facts.node(member.name());
        boolean current = seen.files().containsKey(AUTHORITY_KEY) && isCurrent(seen, AUTHORITY);
        List<PlannedFile> missing = new ArrayList<>();
        if (!current) {
            missing.add(own("key", AUTHORITY_KEY, PlannedFile.SECRET));
            missing.add(own("ca", AUTHORITY, PlannedFile.PLAIN));
        }
        for (String name : PAIRS) {
            List<PlannedFile> pair =
                    pair(member.name(), member.address(), FOLDER + name + ".crt", FOLDER + name + ".key");
            if (!current || !Wanted.missing(seen, pair).isEmpty()) {
                missing.addAll(pair);
            }
        }
        return missing;
    }

    /** What a control plane lacks to reach etcd. */
    List<PlannedFile> missingClient(Node controlPlane) {
        NodeFacts seen = facts.node(controlPlane.name());
        if (site.etcd() instanceof Etcd.Existing existing) {
            return Wanted.missing(
                    seen,
                    List.of(
                            PlannedFile.text(EtcdClient.AUTHORITY, existing.authority()),
                            PlannedFile.text(EtcdClient.CERTIFICATE, existing.certificate()),
                            new PlannedFile(
                                    EtcdClient.KEY,
                                    PlannedFile.SECRET,
                                    new Text(existing.key().value()))));
        }
        List<PlannedFile> pair = pair("kube-apiserver-etcd-client", "", EtcdClient.CERTIFICATE, EtcdClient.KEY);
        boolean current = isCurrent(seen, EtcdClient.AUTHORITY);
        List<PlannedFile> missing = new ArrayList<>();
        if (!current) {
            missing.add(own("ca", EtcdClient.AUTHORITY, PlannedFile.PLAIN));
        }
        if (!current || !Wanted.missing(seen, pair).isEmpty()) {
            missing.addAll(pair);
        }
        return missing;
    }

    private boolean isCurrent(NodeFacts seen, String path) {
        Optional<Digest> known = site.etcdNodes().stream()
                .map(node -> facts.node(node.name()).files())
                .filter(files -> files.containsKey(AUTHORITY_KEY) && files.containsKey(AUTHORITY))
                .map(files -> files.get(AUTHORITY))
                .findFirst();
        return AuthorityFiles.isCurrent(seen, path, known);
    }

    private static PlannedFile own(String kind, String path, int mode) {
        return new PlannedFile(path, mode, new SiteCertificate(Authority.ETCD, kind, "", ""));
    }

    private static List<PlannedFile> pair(String holder, String address, String certificate, String key) {
        return List.of(
                new PlannedFile(key, PlannedFile.SECRET, new SiteCertificate(Authority.ETCD, "key", holder, address)),
                new PlannedFile(
                        certificate,
                        PlannedFile.PLAIN,
                        new SiteCertificate(Authority.ETCD, "certificate", holder, address)));
    }
}
