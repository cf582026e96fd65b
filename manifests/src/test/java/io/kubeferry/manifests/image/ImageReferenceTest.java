package io.kubeferry.manifests.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.manifests.content.Digest;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {
    private static final String HEX = "ab".repeat(32);

    @ParameterizedTest
    @CsvSource({
        "nginx, docker.io/library/nginx:latest",
        "nginx:1.29, docker.io/library/nginx:1.29",
        "bitnami/redis:7, docker.io/bitnami/redis:7",
        "docker.io/nginx:1.29, docker.io/library/nginx:1.29",
        "docker.io/library/nginx:1.29, docker.io/library/nginx:1.29",
        "index.docker.io/nginx:1, docker.io/library/nginx:1",
        "index.docker.io/bitnami/redis:7, docker.io/bitnami/redis:7",
        "registry.k8s.io/pause:3.10, registry.k8s.io/pause:3.10",
        "registry.k8s.io/coredns/coredns:v1.14.2, registry.k8s.io/coredns/coredns:v1.14.2",
        "localhost/shop:1, localhost/shop:1",
        "localhost:5000/shop, localhost:5000/shop:latest",
        "mirror.corp:5000/k8s/etcd:3.6.8-0, mirror.corp:5000/k8s/etcd:3.6.8-0",
        "10.0.0.1:5000/a/b/c__d.e-f:T_1.2-3, 10.0.0.1:5000/a/b/c__d.e-f:T_1.2-3",
    })
    void isWrittenInFull(String text, String full) {
        ImageReference reference = ImageReference.parse(text);
        assertEquals(full, reference.toString());
        assertEquals(reference, ImageReference.parse(full));
    }

    @Test
    void keepsDigestAndTag() {
        String both = "registry.k8s.io/pause:3.10@sha256:" + HEX;
        ImageReference reference = ImageReference.parse(both);
        assertEquals(Optional.of("3.10"), reference.tag());
        assertEquals(Optional.of(new Digest(HEX)), reference.digest());
        assertEquals("sha256:" + HEX, reference.target());
        assertEquals("registry.k8s.io/pause", reference.name());
        assertEquals(both, reference.toString());
    }

    @Test
    void addsNoTagToADigest() {
        ImageReference reference = ImageReference.parse("localhost:5000/pause@sha256:" + HEX);
        assertEquals(Optional.empty(), reference.tag());
        assertEquals("localhost:5000/pause@sha256:" + HEX, reference.toString());
        assertEquals("3.10", ImageReference.parse("registry.k8s.io/pause:3.10").target());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ":tag",
                "nginx:",
                "NGINX",
                "nginx:1 2",
                "nginx@sha256:abc",
                "nginx@sha512:" + "ab",
                "a//b:1",
                "/nginx:1",
                "nginx/:1",
                "../etc/passwd:1",
                "registry.k8s.io/../pause:3",
                "https://registry.k8s.io/pause:3",
                "registry.k8s.io/pause:3@",
                "ho st.io/x:1",
                "registry.k8s.io:123456/x:1",
                "registry.k8s.io/a..b:1",
                "registry.k8s.io/-a:1",
                "nginx:.hidden",
                "nginx:1\n",
                "{{ .Values.image }}",
                "$(IMAGE)",
            })
    void refusesWhatIsNoImage(String text) {
        assertThrows(IllegalArgumentException.class, () -> ImageReference.parse(text));
    }

    @Test
    void refusesWhatIsTooLong() {
        assertThrows(IllegalArgumentException.class, () -> ImageReference.parse("nginx:" + "1".repeat(129)));
        assertEquals(
                "docker.io/library/nginx:" + "1".repeat(128),
                ImageReference.parse("nginx:" + "1".repeat(128)).toString());
        String components = "a-".repeat(100_000) + "a";
        String message = assertThrows(IllegalArgumentException.class, () -> ImageReference.parse(components))
                .getMessage();
        assertTrue(message.length() < 200, "a message that a person can read");
    }

    @Test
    void needsATagOrADigest() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new ImageReference("registry.k8s.io", "pause", Optional.empty(), Optional.empty()));
    }

    @Test
    void ordersByText() {
        assertTrue(ImageReference.parse("a.io/x:1").compareTo(ImageReference.parse("b.io/x:1")) < 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux", "linux/", "/amd64", "linux/amd64/v2", "Linux/amd64", "linux /amd64", ""})
    void refusesWhatIsNoPlatform(String text) {
        assertThrows(IllegalArgumentException.class, () -> Platform.parse(text));
    }

    @Test
    void printsPlatformsAsTheyAreParsed() {
        assertEquals("linux/arm64", Platform.parse("linux/arm64").toString());
        assertEquals(new Platform("linux", "amd64"), Platform.parse("linux/amd64"));
        assertTrue(Platform.parse("linux/amd64").compareTo(Platform.parse("linux/arm64")) < 0);
    }
}
