package io.kubeferry.manifests.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionSkewTest {
    @ParameterizedTest
    @CsvSource({
        "v1.34.9, v1.34.10, true",
        "v1.34.9, v1.35.0, true",
        "v1.34.9, v1.36.0, false",
        "v1.34.9, v1.34.9, false",
        "v1.34.9, v1.34.8, false",
        "v1.34.9, v1.33.13, false",
        "v1.34.9, v2.0.0, false"
    })
    void apiServersGoForwardByOneMinorAtMost(String from, String to, boolean allowed) {
        assertEquals(allowed, VersionSkew.upgrade(version(from), version(to)).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "v1.36.3, v1.36.0, true",
        "v1.37.0, v1.36.3, false",
        "v1.33.0, v1.36.3, true",
        "v1.32.13, v1.36.3, false",
        "v1.25.0, v1.28.0, true",
        "v1.24.17, v1.27.0, false",
        "v1.24.17, v1.26.0, true"
    })
    void kubeletsLagThreeMinorsAtMostAndTwoBeforeThat(String kubelet, String apiServer, boolean allowed) {
        assertEquals(
                allowed,
                VersionSkew.kubelet(version(kubelet), version(apiServer)).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "v1.36.3, v1.36.3, true",
        "v1.36.3, v1.36.2, true",
        "v1.36.2, v1.36.3, false",
        "v1.37.0, v1.36.3, false",
        "v1.35.9, v1.36.0, false"
    })
    void kubeadmUpgradesWithinItsOwnMinor(String kubeadm, String target, boolean allowed) {
        assertEquals(
                allowed, VersionSkew.kubeadm(version(kubeadm), version(target)).isEmpty());
    }

    private static KubernetesVersion version(String text) {
        return KubernetesVersion.parse(text);
    }
}
