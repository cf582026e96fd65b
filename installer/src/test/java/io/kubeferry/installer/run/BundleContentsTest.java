package io.kubeferry.installer.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.installer.TestBundle;
import io.kubeferry.installer.host.PlacedFile;
import io.kubeferry.installer.host.RecordingHost;
import io.kubeferry.installer.pki.SiteAuthority;
import io.kubeferry.installer.plan.FileContent;
import io.kubeferry.installer.plan.PlannedFile;
import io.kubeferry.manifests.bundle.SignedBundle;
import io.kubeferry.manifests.bundle.VerifiedBundle;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleContentsTest {
    private final SecureRandom random = new SecureRandom();
    private final Values values = Values.draw(random);
    private final RecordingHost first = new RecordingHost("cp-1").answer("cat", 1, "", "");
    private final RecordingHost second = new RecordingHost("cp-2").answer("cat", 1, "", "");

    @TempDir
    Path folder;

    private SignedBundle signed;
    private VerifiedBundle bundle;
    private Digest archive;
    private Digest blob;

    @BeforeEach
    void build() throws GeneralSecurityException, IOException {
        TestBundle contents = new TestBundle();
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("./bin/a", bytes("first"));
        files.put("bin/b", bytes("second"));
        files.put("bin/c", bytes("third"));
        archive = contents.archive(files);
        blob = contents.blob(bytes("a binary"));
        signed = contents.open(contents.write(folder.resolve("edge.tar")));
        bundle = signed.verify(read -> {});
    }

    @AfterEach
    void close() throws IOException {
        signed.close();
    }

    @Test
    void readsBlobsAndMembersInAnyOrderAndMoreThanOnce() throws IOException {
        List<PlacedFile> files = contents()
                .of(List.of(member("bin/c", "third"), member("bin/a", "first"), planned("/d", blobContent())), values);

        assertEquals("third", read(files.get(0)));
        assertEquals("first", read(files.get(1)));
        assertEquals("a binary", read(files.get(2)));
        assertEquals("third", read(files.get(0)));
    }

    @Test
    void saysWhichMemberAnArchiveLacks() throws IOException {
        PlacedFile file = contents().of(List.of(member("bin/x", "x")), values).get(0);

        IOException e = assertThrows(IOException.class, () -> file.source().open());

        assertTrue(e.getMessage().contains("bin/x"), e.getMessage());
    }

    @Test
    void issuesACertificateAndItsKeyAsAPair() throws IOException {
        List<PlacedFile> files = contents()
                .of(
                        List.of(
                                certificate("ca", "", ""),
                                certificate("key", "", ""),
                                certificate("certificate", "cp-1", "10.0.0.11"),
                                certificate("key", "cp-1", "10.0.0.11")),
                        values);

        // load() refuses a key that is not the certificate's.
        SiteAuthority.load(read(files.get(0)), read(files.get(1)), random);
        SiteAuthority.load(read(files.get(2)), read(files.get(3)), random);
    }

    @Test
    void keepsTheAuthorityThatAnyControlPlaneHas() throws IOException {
        SiteAuthority made = SiteAuthority.create("depot-7", random);
        second.answer("cat " + AuthorityOnNodes.CERTIFICATE, 0, made.certificate(), "")
                .answer("cat " + AuthorityOnNodes.KEY, 0, made.key(), "");

        PlacedFile ca =
                contents().of(List.of(certificate("ca", "", "")), values).get(0);

        assertArrayEquals(bytes(made.certificate()), bytes(read(ca)));
    }

    @Test
    void makesNoSecondAuthorityWhereOnlyTheKeyIsLost() {
        SiteAuthority made = SiteAuthority.create("depot-7", random);
        second.answer("cat " + AuthorityOnNodes.CERTIFICATE, 0, made.certificate(), "");

        Failure failure = assertThrows(Failure.class, () -> contents().of(List.of(certificate("ca", "", "")), values));

        assertEquals(ExitCode.ACTION_FAILED, failure.exitCode());
        assertEquals("cp-2", failure.problems().get(0).where());
    }

    private BundleContents contents() {
        return new BundleContents(bundle, new AuthorityOnNodes("depot-7", List.of(first, second), random));
    }

    private PlannedFile member(String name, String content) {
        return planned(
                "/opt/" + name,
                new FileContent.ArchiveMember(archive, name, Digest.of(bytes(content)), content.length()));
    }

    private FileContent blobContent() {
        return new FileContent.Blob(blob, 8);
    }

    private static PlannedFile certificate(String kind, String node, String address) {
        return planned("/etc/" + kind + node, new FileContent.SiteCertificate(kind, node, address));
    }

    private static PlannedFile planned(String path, FileContent content) {
        return new PlannedFile(path, PlannedFile.PLAIN, content);
    }

    private static String read(PlacedFile file) throws IOException {
        try (InputStream in = file.source().open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
