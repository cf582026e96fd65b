package io.kubeferry.installer.phase.runtime;

import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.NodeFacts;
import io.kubeferry.installer.plan.FileContent.SiteCertificate;
import io.kubeferry.installer.plan.PlannedFile;
import io.kubeferry.installer.site.Site;
import io.kubeferry.manifests.content.Digest;
import java.util.List;
import java.util.Optional;

/** Where the site's own certificate authority lies: as a whole on the control planes, its certificate on every node. */
public final class AuthorityFiles {
    public static final String FOLDER = "/etc/kubeferry/pki/";

    private static final String KEY = FOLDER + "ca.key";
    private static final String CERTIFICATE = FOLDER + "ca.crt";

    private AuthorityFiles() {}

    /** Key and certificate of the authority; the key first, since a certificate without its key cannot be continued. */
    public static List<PlannedFile> pair() {
        return List.of(
                new PlannedFile(KEY, PlannedFile.SECRET, new SiteCertificate("key", "", "")), certificate(CERTIFICATE));
    }

    /** The authority's certificate, to be trusted by what reads this path. */
    public static PlannedFile certificate(String path) {
        return new PlannedFile(path, PlannedFile.PLAIN, new SiteCertificate("ca", "", ""));
    }

    /** The certificate of the authority that a run goes on with; empty where it would have to make a new one. */
    public static Optional<Digest> known(Site site, Facts facts) {
        return site.controlPlanes().stream()
                .map(node -> facts.node(node.name()).files())
                .filter(files -> files.containsKey(KEY) && files.containsKey(CERTIFICATE))
                .map(files -> files.get(CERTIFICATE))
                .findFirst();
    }

    /** Whether this file of the node is the certificate of that authority. */
    public static boolean isCurrent(NodeFacts node, String path, Optional<Digest> known) {
        return known.isPresent()
                && known.equals(Optional.ofNullable(node.files().get(path)));
    }

    /** Whether the node has the whole of that authority. */
    public static boolean isComplete(NodeFacts node, Optional<Digest> known) {
        return node.files().containsKey(KEY) && isCurrent(node, CERTIFICATE, known);
    }
}
