package io.kubeferry.manifests.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {
    /** The digest of "abc", from FIPS 180-4's example. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void isThatOfTheBytes() {
        assertEquals(new Digest(ABC), Digest.of("abc".getBytes(StandardCharsets.US_ASCII)));
        MessageDigest sha256 = Digest.sha256();
        sha256.update((byte) 'a');
        sha256.update(new byte[] {'b', 'c'});
        assertEquals(new Digest(ABC), Digest.of(sha256));
    }

    @Test
    void printsAsItIsParsed() {
        Digest digest = Digest.parse("sha256:" + ABC);
        assertEquals("sha256:" + ABC, digest.toString());
        assertEquals("blobs/sha256/" + ABC, digest.layoutPath());
        assertEquals("ba7816bf8f01", digest.brief());
        assertTrue(digest.compareTo(new Digest("0".repeat(64))) > 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256:", "sha512:" + ABC, ABC, "sha256:" + ABC + "0", "SHA256:" + ABC, "sha256:../x"})
    void refusesWhatIsNone(String text) {
        assertThrows(IllegalArgumentException.class, () -> Digest.parse(text));
    }

    @Test
    void refusesCapitalsSinceDigestsAreComparedAsTexts() {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> new Digest(ABC.toUpperCase(java.util.Locale.ROOT)))
                .getMessage();
        assertTrue(message.startsWith("a sha256 digest has 64 lower-case hexadecimal digits"), message);
    }
}
