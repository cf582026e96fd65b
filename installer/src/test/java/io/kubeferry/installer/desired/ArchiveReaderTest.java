package io.kubeferry.installer.desired;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kubeferry.installer.Samples;
import io.kubeferry.installer.plan.FileContent.ArchiveMember;
import io.kubeferry.manifests.content.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;

class ArchiveReaderTest {
    private final Digest archive = Samples.digest("archive");

    @Test
    void tellsTheFilesOfAGzippedTar() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            tar.putArchiveEntry(new TarArchiveEntry("./bin/"));
            tar.closeArchiveEntry();
            add(tar, "./bin/ctr", "a program");
            add(tar, "bin/containerd", "another");
        }
        assertEquals(
                Optional.of(List.of(
                        new ArchiveMember(archive, "bin/ctr", Samples.digest("a program"), 9),
                        new ArchiveMember(archive, "bin/containerd", Samples.digest("another"), 7))),
                ArchiveReader.read(archive, new ByteArrayInputStream(bytes.toByteArray())));
    }

    @Test
    void takesAnythingElseForTheProgramItself() throws IOException {
        byte[] program = "\u007fELF".getBytes(StandardCharsets.UTF_8);
        assertEquals(Optional.empty(), ArchiveReader.read(archive, new ByteArrayInputStream(program)));
    }

    private static void add(TarArchiveOutputStream tar, String name, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }
}
