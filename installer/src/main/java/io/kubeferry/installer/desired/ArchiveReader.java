package io.kubeferry.installer.desired;

import io.kubeferry.installer.plan.FileContent.ArchiveMember;
import io.kubeferry.manifests.content.Digest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads a gzipped tar of binaries once, for the digests of the files in it. */
final class ArchiveReader {
    private static final int BUFFER = 1 << 16;
    private static final int GZIP_MAGIC = 0x1f8b;

    private ArchiveReader() {}

    /**
     * The regular files of an archive; empty where the blob is none but the program itself.
     *
     * @param archive its digest, which the members refer to
     * @param blob its bytes; not closed
     */
    static Optional<List<ArchiveMember>> read(Digest archive, InputStream blob) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(blob, BUFFER);
        bytes.mark(2);
        int magic = bytes.read() << 8 | bytes.read();
        bytes.reset();
        if (magic != GZIP_MAGIC) {
            return Optional.empty();
        }
        // Not closed: that would close the blob.
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(bytes, BUFFER), "UTF-8");
        List<ArchiveMember> members = new ArrayList<>();
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            if (entry.isFile()) {
                members.add(member(archive, entry, tar));
            }
        }
        return Optional.of(members);
    }

    private static ArchiveMember member(Digest archive, TarArchiveEntry entry, InputStream content) throws IOException {
        MessageDigest sha256 = Digest.sha256();
        byte[] buffer = new byte[BUFFER];
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            sha256.update(buffer, 0, read);
        }
        String name = entry.getName().startsWith("./") ? entry.getName().substring(2) : entry.getName();
        return new ArchiveMember(archive, name, Digest.of(sha256), entry.getSize());
    }
}
