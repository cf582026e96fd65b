package io.kubeferry.manifests.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.kubeferry.manifests.Failures;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can go wrong with a bundle that was not tampered with. */
class SignedBundleTest {
    private final FileSystem disk = Jimfs.newFileSystem(Configuration.unix());
    private final Path file = disk.getPath("/edge.tar");

    @BeforeEach
    void writeBundle() throws IOException {
        Files.write(file, SampleBundle.good());
    }

    @AfterEach
    void closeDisk() throws IOException {
        disk.close();
    }

    private SignedBundle open() {
        return SignedBundle.open(file, SampleBundle.key(SampleBundle.SIGNER));
    }

    @Test
    void saysThatAFileIsNotThere() {
        String message = Failures.problemsOf(
                        ExitCode.USAGE,
                        () -> SignedBundle.open(disk.getPath("/none.tar"), SampleBundle.key(SampleBundle.SIGNER)))
                .get(0)
                .toString();
        assertTrue(message.startsWith("/none.tar: no such file"), message);
    }

    @Test
    void doesNotBlameTheBundleForAFullDisk() throws IOException {
        String path = Digest.of(SampleBundle.ODD).layoutPath();
        try (SignedBundle bundle = open()) {
            String message = Failures.problemsOf(
                            ExitCode.ACTION_FAILED,
                            () -> bundle.pass(
                                    (entry, content) -> {
                                        if (entry.path().equals(path)) {
                                            throw new IOException("No space left on device");
                                        }
                                    },
                                    read -> {}))
                    .get(0)
                    .toString();
            assertTrue(
                    message.startsWith(
                            "/edge.tar: " + path + ": its 1337 bytes could not be taken over: No space left on device"),
                    message);
        }
    }

    @Test
    void doesNotBlameTheBundleForATakersUncheckedException() throws IOException {
        try (SignedBundle bundle = open()) {
            Failures.problemsOf(
                    ExitCode.ACTION_FAILED,
                    () -> bundle.pass(
                            (entry, content) -> {
                                throw new UncheckedIOException(new IOException("Read-only file system"));
                            },
                            read -> {}));
        }
    }

    @Test
    void handsATakersOwnFailureOnAsItIs() throws IOException {
        Failure own = Failure.of(ExitCode.NODE_UNREACHABLE, "cp-1", "gone", "switch it on");
        try (SignedBundle bundle = open()) {
            Failure thrown = assertThrows(
                    Failure.class,
                    () -> bundle.pass(
                            (entry, content) -> {
                                throw own;
                            },
                            read -> {}));
            assertSame(own, thrown);
        }
    }

    @Test
    void noticesAFileThatShrinksWhileItIsRead() throws IOException {
        try (SignedBundle bundle = open()) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(bundle.size() - 2000);
            }
            String message = Failures.problemsOf(ExitCode.NOT_TRUSTED, () -> bundle.verify(read -> {}))
                    .get(0)
                    .toString();
            assertTrue(message.contains("cannot be read: the file ends at byte"), message);
            Failures.problemsOf(
                    ExitCode.NOT_TRUSTED, () -> bundle.pass((entry, content) -> content.readAllBytes(), read -> {}));
        }
    }

    @Test
    void refusesToReadWithoutItsFile() throws IOException {
        SignedBundle bundle = open();
        bundle.close();
        Failures.problemsOf(ExitCode.NOT_TRUSTED, () -> bundle.verify(read -> {}));
    }

    @Test
    void hasNoEntryThatIsNotListed() throws IOException {
        try (SignedBundle bundle = open()) {
            VerifiedBundle verified = bundle.verify(read -> {});
            assertEquals(file, verified.file());
            assertThrows(IllegalArgumentException.class, () -> verified.open("etc/passwd"));
            assertThrows(IllegalArgumentException.class, () -> verified.open(new Digest("0".repeat(64))));
        }
    }
}
