package io.kubeferry.manifests.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesVersionTest {
    @ParameterizedTest
    @ValueSource(strings = {"v1.20.0", "v1.36.3", "v1.9.11"})
    void printsAsItWasWritten(String text) {
        assertEquals(text, KubernetesVersion.parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.36.3", "v1.36", "v1.36.3-rc.0", "v1.36.3 ", "", "latest", "v1.36.9999", "v1.36.-1"})
    void refusesWhatIsNotWrittenInFull(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> KubernetesVersion.parse(text))
                .getMessage();
        assertEquals("a Kubernetes version is written in full, such as v1.36.3: " + text, message);
    }

    @Test
    void ordersByNumberNotByText() {
        List<String> sorted = Stream.of("v1.36.10", "v1.9.0", "v1.36.9", "v1.20.15")
                .map(KubernetesVersion::parse)
                .sorted()
                .map(KubernetesVersion::toString)
                .toList();
        assertEquals(List.of("v1.9.0", "v1.20.15", "v1.36.9", "v1.36.10"), sorted);
    }

    @Test
    void knowsItsMinor() {
        KubernetesVersion version = KubernetesVersion.parse("v1.24.9");
        assertEquals("1.24", version.minorName());
        assertTrue(version.isAtLeast(1, 24));
        assertTrue(version.isAtLeast(1, 9));
        assertFalse(version.isAtLeast(1, 25));
    }

    @ParameterizedTest
    @CsvSource({
        "v1.20.0, v1beta2", "v1.21.14, v1beta2",
        "v1.22.0, v1beta3", "v1.30.14, v1beta3",
        "v1.31.0, v1beta4", "v1.37.0, v1beta4",
    })
    void saysWhichConfigurationKubeadmReads(String version, String api) {
        KubeadmApi found = KubeadmApi.of(KubernetesVersion.parse(version));
        assertEquals(KubeadmApi.parse(api), found);
        assertEquals("kubeadm.k8s.io/" + api, found.apiVersion());
    }

    @Test
    void refusesAKubeadmApiThatIsNotWritten() {
        assertEquals(
                "'v1beta1' is not one of v1beta2, v1beta3, v1beta4",
                assertThrows(IllegalArgumentException.class, () -> KubeadmApi.parse("v1beta1"))
                        .getMessage());
    }
}
