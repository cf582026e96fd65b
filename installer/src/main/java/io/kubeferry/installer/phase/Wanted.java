package io.kubeferry.installer.phase;

import io.kubeferry.installer.facts.NodeFacts;
import io.kubeferry.installer.plan.FileContent;
import io.kubeferry.installer.plan.FileContent.ArchiveMember;
import io.kubeferry.installer.plan.FileContent.Blob;
import io.kubeferry.installer.plan.FileContent.SiteCertificate;
import io.kubeferry.installer.plan.FileContent.Text;
import io.kubeferry.installer.plan.PlannedFile;
import io.kubeferry.manifests.content.Digest;
import java.util.List;
import java.util.Optional;

/** Compares the files a node is to have with those it has. */
public final class Wanted {
    private Wanted() {}

    /** The files that are not there, or not with this content. */
    public static List<PlannedFile> missing(NodeFacts node, List<PlannedFile> files) {
        return files.stream().filter(file -> !isThere(node, file)).toList();
    }

    /** The digest of a file whose content is known. */
    public static Digest digestOf(PlannedFile file) {
        return digest(file.content()).orElseThrow();
    }

    private static boolean isThere(NodeFacts node, PlannedFile file) {
        Digest there = node.files().get(file.path());
        return there != null && digest(file.content()).map(there::equals).orElse(true);
    }

    /** What the content's digest has to be; empty where any content is kept: a certificate is not issued twice. */
    private static Optional<Digest> digest(FileContent content) {
        if (content instanceof Text text) {
            return Optional.of(text.digest());
        }
        if (content instanceof Blob blob) {
            return Optional.of(blob.digest());
        }
        if (content instanceof ArchiveMember member) {
            return Optional.of(member.digest());
        }
        if (content instanceof SiteCertificate) {
            return Optional.empty();
        }
        throw new IllegalStateException("a kind of content that was never planned: " + content);
    }
}
