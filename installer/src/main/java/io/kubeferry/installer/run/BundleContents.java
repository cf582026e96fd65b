package io.kubeferry.installer.run;

import io.kubeferry.installer.host.PlacedFile;
import io.kubeferry.installer.pki.IssuedCertificate;
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

    public BundleContents(VerifiedBundle bundle, AuthorityOnNodes authority) {
        this.bundle = bundle;
        this.authority = authority;
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
        if (wanted.node().isEmpty()) {
            return wanted.kind().equals("key")
                    ? authority.get().key()
                    : authority.get().certificate();
        }
        IssuedCertificate pair = issued.get(wanted.node());
        if (pair == null) {
            pair = authority.get().issue(wanted.node(), wanted.address());
            issued.put(wanted.node(), pair);
        }
        return wanted.kind().equals("key") ? pair.key() : pair.certificate();
    }
}
