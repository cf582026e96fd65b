package io.kubeferry.bundler.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MirrorTest {
    @Test
    void isHttpsUnlessWrittenOtherwise() {
        assertEquals(new Mirror("https", "mirror.corp:5000", "k8s/a"), Mirror.parse("mirror.corp:5000/k8s/a/"));
        assertEquals(new Mirror("https", "mirror.corp", ""), Mirror.parse("https://mirror.corp"));
        assertEquals(new Mirror("http", "127.0.0.1:5000", ""), Mirror.parse("http://127.0.0.1:5000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://mirror", "", "user@mirror", "mirror/../x y", "mirror:port", "http://"})
    void refusesWhatIsNoHost(String text) {
        assertThrows(IllegalArgumentException.class, () -> Mirror.parse(text));
    }

    @Test
    void replacesTheLongestPrefixThatEndsAtASlash() {
        Sources sources = Sources.through(
                Map.of(), Map.of("https://dl.k8s.io", "http://a/k", "https://dl.k8s.io/release", "http://b"));

        assertEquals("http://b/v1/x", locate(sources, "https://dl.k8s.io/release/v1/x"));
        assertEquals("http://a/k/releases/x", locate(sources, "https://dl.k8s.io/releases/x"));
        assertEquals("https://dl.k8s.io.example/x", locate(sources, "https://dl.k8s.io.example/x"));
    }

    private static String locate(Sources sources, String url) {
        return sources.locate(URI.create(url)).toString();
    }
}
