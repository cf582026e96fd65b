package io.kubeferry.installer.run;

import io.kubeferry.installer.host.PlacedFile;
import io.kubeferry.installer.pki.IssuedCertificate;
import io.kubeferry.installer.pki.SiteAuthority;
import io.kubeferry.installer.plan.FileContent;
import io.kubeferry.installer.plan.PlannedFile;
import io.kubeferry.manifests.bundle.VerifiedBundle;
import io.kubeferry.manifests.content.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Contents from the bundle's tar, read where they stand in it, and from the site's authority. */
public final class BundleContents implements Contents {
    private final VerifiedBundle bundle;
    private final AuthorityOnNodes authority;
    private final AuthorityOnNodes etcdAuthority;

    /** Contents for a site whose etcd is kubeadm's or somebody else's. */
    public BundleContents(VerifiedBundle bundle, AuthorityOnNodes authority) {
        this(bundle, authority, authority);
    }

    /**
     * Contents for any site.
     *
     * @param etcdAuthority vouches for the members and clients of the site's own etcd
     */
    public BundleContents(VerifiedBundle bundle, AuthorityOnNodes authority, AuthorityOnNodes etcdAuthority) {
        this.bundle = bundle;
        this.authority = authority;
        this.etcdAuthority = etcdAuthority;
    }

    @Override
    public List<PlacedFile> of(List<PlannedFile> files, Values values) throws IOException {
        Map<Digest, ArchiveCursor> archives = new HashMap<>();
        Map<String, IssuedCertificate> issued = new HashMap<>();
        List<PlacedFile> placed = new ArrayList<>();
        for (PlannedFile file : files) {
            placed.add(placed(file, values, archives, issued));
        }
        return placed;
    }

    private PlacedFile placed(
            PlannedFile file, Values values, Map<Digest, ArchiveCursor> archives, Map<String, IssuedCertificate> issued)
            throws IOException {
        FileContent content = file.content();
        if (content instanceof FileContent.Text text) {
            return TextContents.placed(file, values.fill(text.text()));
        }
        if (content instanceof FileContent.Blob blob) {
            return new PlacedFile(
                    file.path(), file.mode(), blob.size(), blob.digest(), () -> bundle.open(blob.digest()));
        }
        if (content instanceof FileContent.ArchiveMember member) {
            ArchiveCursor cursor = archives.computeIfAbsent(
                    member.archive(), archive -> new ArchiveCursor(archive.brief(), () -> bundle.open(archive)));
            return new PlacedFile(
                    file.path(), file.mode(), member.size(), member.digest(), () -> cursor.open(member.member()));
        }
        return TextContents.placed(file, siteCertificate((FileContent.SiteCertificate) content, issued));
    }

    private String siteCertificate(FileContent.SiteCertificate wanted, Map<String, IssuedCertificate> issued)
            throws IOException {
        boolean forEtcd = wanted.authority() == FileContent.Authority.ETCD;
        SiteAuthority issuer = (forEtcd ? etcdAuthority : authority).get();
        if (wanted.node().isEmpty()) {
            return wanted.kind().equals("key") ? issuer.key() : issuer.certificate();
        }
        IssuedCertificate pair = issued.computeIfAbsent(
                wanted.authority() + " " + wanted.node(), holder -> issue(issuer, forEtcd, wanted));
        return wanted.kind().equals("key") ? pair.key() : pair.certificate();
    }

    private static IssuedCertificate issue(SiteAuthority issuer, boolean forEtcd, FileContent.SiteCertificate wanted) {
        if (wanted.address().isEmpty()) {
            return issuer.issueClient(wanted.node());
        }
        return forEtcd
                ? issuer.issueMember(wanted.node(), wanted.address())
                : issuer.issue(wanted.node(), wanted.address());
    }
}
