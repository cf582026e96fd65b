package io.kubeferry.bundler.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.bundler.progress.Progress;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.image.Platform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalTreeTest {
    @TempDir
    Path folder;

    private Path write(String name, String content, String permissions) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return file;
    }

    @Test
    void sortsFilesReplacesLinksAndKnowsTwoModes() throws IOException {
        write("lib/b.jar", "b", "rw-------");
        Path program = write("bin/run", "run", "rwxr-x---");
        Files.createSymbolicLink(folder.resolve("a-link"), program);

        LocalTree tree = LocalTree.of(folder, "installer/");

        assertEquals(
                List.of("installer/a-link 755", "installer/bin/run 755", "installer/lib/b.jar 644"),
                tree.files().stream()
                        .map(file -> file.entry().path() + " "
                                + Integer.toOctalString(file.entry().mode()))
                        .toList());
    }

    @Test
    void hasOneDigestForContentAndModeAndName() throws IOException {
        Path file = write("a", "1", "rw-r--r--");
        LocalTree first = LocalTree.of(folder, "x/");
        assertEquals(first.digest(), LocalTree.of(folder, "x/").digest());

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertNotEquals(first.digest(), LocalTree.of(folder, "x/").digest());
    }

    @Test
    void saysThatThereIsNoInstaller() {
        Failure failure = assertThrows(Failure.class, () -> InstallerFolder.read(folder));

        assertEquals(ExitCode.ACTION_FAILED, failure.exitCode());
        assertTrue(failure.getMessage().contains("mvn package"), failure.getMessage());
    }

    @Test
    void findsTheNewestGlibcThatAnElfFileNames() throws IOException {
        elf("bin/java", "GLIBC_2.2.5", "GLIBC_2.34", "GLIBC_PRIVATE");
        elf("lib/libjvm.so", "GLIBC_2.9", "GLIBC_2.17");
        write("lib/text", "GLIBC_2.99", "rw-r--r--");

        assertEquals("2.34", GlibcRequirement.of(folder));
    }

    private void elf(String name, String... versions) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0});
        for (String version : versions) {
            bytes.write(version.getBytes(StandardCharsets.US_ASCII));
            bytes.write(0);
        }
        Files.createDirectories(folder.resolve(name).getParent());
        Files.write(folder.resolve(name), bytes.toByteArray());
    }

    @Test
    void refusesARuntimeForAnotherPlatform() throws IOException {
        write("jdk/release", "JAVA_VERSION=\"17.0.1\"\nOS_ARCH=\"aarch64\"\nOS_NAME=\"Linux\"\n", "rw-r--r--");
        JavaRuntimes runtimes =
                new JavaRuntimes(folder.resolve("cache"), folder.resolve("jdk"), Map.of(), Progress.silent());

        Failure failure = assertThrows(Failure.class, () -> runtimes.get(Platform.parse("linux/amd64")));

        assertTrue(failure.getMessage().contains("it is one for linux/arm64"), failure.getMessage());
    }

    @Test
    void takesARuntimeImageAsItIs() throws IOException {
        write("image/release", "JAVA_VERSION=\"25.0.1\"\nOS_ARCH=\"x86_64\"\nOS_NAME=\"Linux\"\n", "rw-r--r--");
        elf("image/bin/java", "GLIBC_2.17");
        Platform amd64 = Platform.parse("linux/amd64");

        CarriedJava java = new JavaRuntimes(
                        folder.resolve("cache"),
                        folder.resolve("jdk"),
                        Map.of(amd64, folder.resolve("image")),
                        Progress.silent())
                .get(amd64);

        assertEquals("25.0.1", java.javaVersion());
        assertEquals("2.17", java.minimumGlibc());
        assertEquals(
                "installer/runtime/linux-amd64/bin/java",
                java.tree().files().get(0).entry().path());
    }
}
