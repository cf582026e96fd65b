package io.kubeferry.manifests.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.manifests.Failures;
import io.kubeferry.manifests.SharedFacts;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MetricsServerManifestTest {
    private static final String MANIFEST = """
            kind: Deployment
            metadata: {name: metrics-server}
            spec:
              template:
                spec:
                  containers:
                  - name: metrics-server
                    args:
                      # ports
                      - --secure-port=10250
            """;

    @Test
    void addsOneLineOnce() {
        String changed = MetricsServerManifest.withUncheckedKubelets(MANIFEST);
        assertEquals(MANIFEST.replace("args:\n", "args:\n          - --kubelet-insecure-tls\n"), changed);
        assertEquals(changed, MetricsServerManifest.withUncheckedKubelets(changed));
        String flow = MANIFEST.replaceFirst("(?s)args:.*", "args: [--secure-port=10250]\n");
        assertEquals(
                flow.replace("[--", "[\"--kubelet-insecure-tls\", --"),
                MetricsServerManifest.withUncheckedKubelets(flow));
    }

    @Test
    void refusesAnotherManifest() {
        String none = Failures.invalid(() -> MetricsServerManifest.withUncheckedKubelets("kind: Pod\n"));
        assertTrue(none.startsWith("metrics-server's manifest: it has 0 times arguments"), none);
        String text = MANIFEST.replaceFirst("(?s)args:.*", "args: all\n");
        assertTrue(Failures.invalid(() -> MetricsServerManifest.withUncheckedKubelets(text))
                .contains("the arguments are no list"));
    }

    @Test
    void changesTheRealOne() throws IOException {
        String manifest = SharedFacts.read("addons/metrics-server-v0.9.0-base.yaml");
        String changed = MetricsServerManifest.withUncheckedKubelets(manifest);
        assertEquals(manifest, changed.replaceFirst(" *- --kubelet-insecure-tls\n", ""));
        assertTrue(changed.length() > manifest.length());
    }
}
