package io.kubeferry.bundler.signing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.trust.VerificationKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFilesTest {
    private static final Passphrase PASSPHRASE = Passphrase.of("correct horse".toCharArray());
    private static final byte[] CONTENT = "bundle.json".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private KeyPair files;

    @BeforeEach
    void name() {
        files = KeyPair.in(folder, "kubeferry");
    }

    private static Passphrase nobodyAsks() {
        throw new AssertionError("the passphrase of a plain key was asked for");
    }

    @Test
    void signsWithAKeyThatWasEncrypted() throws IOException {
        KeyFiles.generate(files, Optional.of(PASSPHRASE));

        SigningKey key = KeyFiles.read(files.privateKey(), () -> PASSPHRASE);

        VerificationKey published = VerificationKey.parse(Files.readString(files.publicKey()));
        assertTrue(published.verifies(CONTENT, key.sign(CONTENT)));
        assertTrue(Files.readString(files.privateKey()).startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----"));
    }

    @Test
    void signsTheSameContentAlwaysTheSameWay() {
        KeyFiles.generate(files, Optional.empty());
        SigningKey key = KeyFiles.read(files.privateKey(), KeyFilesTest::nobodyAsks);

        assertArrayEquals(key.sign(CONTENT), key.sign(CONTENT));
        assertFalse(key.verificationKey().verifies("other".getBytes(StandardCharsets.UTF_8), key.sign(CONTENT)));
    }

    @Test
    void letsOnlyItsOwnerReadThePrivateKey() throws IOException {
        KeyFiles.generate(files, Optional.empty());

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(files.privateKey())));
    }

    @Test
    void neverOverwritesAKey() throws IOException {
        Files.writeString(files.publicKey(), "mine");

        Failure failure = assertThrows(Failure.class, () -> KeyFiles.generate(files, Optional.empty()));

        assertEquals(ExitCode.USAGE, failure.exitCode());
        assertEquals("mine", Files.readString(files.publicKey()));
        assertFalse(Files.exists(files.privateKey()));
    }

    @Test
    void saysThatThePassphraseIsWrong() {
        KeyFiles.generate(files, Optional.of(PASSPHRASE));

        Failure failure = assertThrows(
                Failure.class, () -> KeyFiles.read(files.privateKey(), () -> Passphrase.of("wrong".toCharArray())));

        assertTrue(failure.getMessage().contains("passphrase is wrong"), failure.getMessage());
    }

    @Test
    void saysThatThePublicKeyIsNoPrivateOne() {
        KeyFiles.generate(files, Optional.empty());

        Failure failure = assertThrows(Failure.class, () -> KeyFiles.read(files.publicKey(), KeyFilesTest::nobodyAsks));

        assertTrue(failure.getMessage().contains("no PRIVATE KEY block"), failure.getMessage());
    }

    @Test
    void refusesAKeyOfAnotherCurve() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(384);
        String der = Base64.getMimeEncoder()
                .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        Files.writeString(files.privateKey(), "-----BEGIN PRIVATE KEY-----\n" + der + "\n-----END PRIVATE KEY-----\n");

        Failure failure =
                assertThrows(Failure.class, () -> KeyFiles.read(files.privateKey(), KeyFilesTest::nobodyAsks));

        assertTrue(failure.getMessage().contains("P-256"), failure.getMessage());
    }

    @Test
    void doesNotPrintSecrets() {
        KeyFiles.generate(files, Optional.empty());

        assertEquals("<passphrase>", PASSPHRASE.toString());
        assertEquals(
                "<signing key>",
                KeyFiles.read(files.privateKey(), KeyFilesTest::nobodyAsks).toString());
    }
}
