package io.kubeferry.manifests.trust;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubeferry.manifests.Commands;
import io.kubeferry.manifests.content.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationKeyTest {
    private static final byte[] TEXT = "bundle".getBytes(StandardCharsets.UTF_8);

    private static KeyPair ec(String curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    private static String pem(KeyPair pair) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private static byte[] sign(KeyPair pair, byte[] content) throws GeneralSecurityException {
        Signature ecdsa = Signature.getInstance("SHA256withECDSA");
        ecdsa.initSign(pair.getPrivate());
        ecdsa.update(content);
        return ecdsa.sign();
    }

    private static String refused(String pem) {
        return assertThrows(IllegalArgumentException.class, () -> VerificationKey.parse(pem))
                .getMessage();
    }

    @Test
    void verifiesItsOwnSignaturesOnly() throws GeneralSecurityException {
        KeyPair pair = ec("secp256r1");
        VerificationKey key = VerificationKey.parse("a line before\n" + pem(pair) + "a line after\n");
        byte[] signature = sign(pair, TEXT);
        assertTrue(key.verifies(TEXT, signature));
        assertFalse(key.verifies("other".getBytes(StandardCharsets.UTF_8), signature));
        assertFalse(key.verifies(TEXT, sign(ec("secp256r1"), TEXT)));
        assertArrayEquals(pair.getPublic().getEncoded(), key.encoded());
    }

    @Test
    void takesNoFormOfGarbageForASignature() throws GeneralSecurityException {
        KeyPair pair = ec("secp256r1");
        VerificationKey key = VerificationKey.parse(pem(pair));
        byte[] signature = sign(pair, TEXT);
        for (int length = 0; length < signature.length; length++) {
            assertFalse(key.verifies(TEXT, java.util.Arrays.copyOf(signature, length)), length + " bytes of it");
        }
        for (int at = 0; at < signature.length; at++) {
            byte[] changed = signature.clone();
            changed[at] ^= 0x40;
            assertFalse(key.verifies(TEXT, changed), "byte " + at);
        }
        assertFalse(key.verifies(TEXT, new byte[] {0x30, 6, 2, 1, 0, 2, 1, 0}), "r = s = 0");
        assertFalse(key.verifies(TEXT, new byte[] {0x30, (byte) 0x84, 0x7f, -1, -1, -1}), "an immense length");
    }

    @Test
    void readsAKeyAndASignatureOfOpenssl(@TempDir Path folder) throws IOException, InterruptedException {
        Commands.assumePresent("openssl", "version");
        Files.write(folder.resolve("text"), TEXT);
        Commands.run(folder, "openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "key");
        Commands.run(folder, "openssl", "ec", "-in", "key", "-pubout", "-out", "pub");
        Commands.run(folder, "openssl", "dgst", "-sha256", "-sign", "key", "-out", "sig", "text");
        VerificationKey key = VerificationKey.parse(Files.readString(folder.resolve("pub")));
        assertTrue(key.verifies(TEXT, Files.readAllBytes(folder.resolve("sig"))));
    }

    @Test
    void refusesOtherKindsOfKeys() throws GeneralSecurityException {
        assertEquals("the key has 384 bits; bundles are signed with ECDSA P-256", refused(pem(ec("secp384r1"))));
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        assertTrue(refused(pem(rsa.generateKeyPair())).startsWith("not an ECDSA public key"));
        KeyPairGenerator ed25519 = KeyPairGenerator.getInstance("Ed25519");
        assertTrue(refused(pem(ed25519.generateKeyPair())).startsWith("not an ECDSA public key"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ssh-ed25519 AAAA",
                "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----\n",
                "-----BEGIN PUBLIC KEY-----\n!\n-----END PUBLIC KEY-----\n",
                "-----BEGIN PUBLIC KEY-----\nA\n-----END PUBLIC KEY-----\n",
                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
            })
    void refusesWhatIsNoKey(String pem) {
        assertFalse(refused(pem).isBlank());
    }

    @Test
    void writesASigstoreBundleThatSaysTheSame() throws IOException, GeneralSecurityException {
        KeyPair pair = ec("secp256r1");
        byte[] signature = sign(pair, TEXT);
        VerificationKey key = VerificationKey.parse(pem(pair));
        JsonNode json = new ObjectMapper().readTree(SigstoreBundle.of(key, TEXT, signature));
        assertEquals(
                "application/vnd.dev.sigstore.bundle.v0.3+json",
                json.path("mediaType").asText());
        JsonNode message = json.path("messageSignature");
        assertArrayEquals(signature, message.path("signature").binaryValue());
        assertEquals("SHA2_256", message.path("messageDigest").path("algorithm").asText());
        assertArrayEquals(
                java.util.HexFormat.of().parseHex(Digest.of(TEXT).hex()),
                message.path("messageDigest").path("digest").binaryValue());
        assertArrayEquals(SigstoreBundle.of(key, TEXT, signature), SigstoreBundle.of(key, TEXT, signature));
    }
}
