package io.kubeferry.installer.desired;

import io.kubeferry.installer.plan.FileContent.ArchiveMember;
import io.kubeferry.manifests.content.Digest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the bundle's archives of binaries hold; read once when the bundle is opened, so that a plan knows the digest of
 * every file it puts on a node.
 *
 * @param members archive to its regular files
 */
public record Archives(Map<Digest, List<ArchiveMember>> members) {
    public Archives {
        members = Map.copyOf(members);
    }

    /** Whether a blob is an archive; else it is the program itself. */
    public boolean has(Digest blob) {
        return members.containsKey(blob);
    }

    /** The files of one archive. */
    public List<ArchiveMember> of(Digest archive) {
        return Optional.ofNullable(members.get(archive))
                .orElseThrow(() -> new IllegalArgumentException(archive + " is not an archive of the bundle"));
    }
}
