package io.kubeferry.manifests.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.manifests.Failures;
import io.kubeferry.manifests.SharedFacts;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlannelManifestTest {
    private static final String MANIFEST = """
            # "Network": "192.0.2.0/24" – in a comment, with a character outside the basic plane: \uD83D\uDEA2
            kind: Namespace
            ---
            kind: ConfigMap
            metadata:
              name: kube-flannel-cfg
            data:
              cni-conf.json: |
                {"Network": "198.51.100.0/24"}
              net-conf.json: |
                {
                  "IPv6Network": "2001:db8::/56",
                  "Network":   "10.244.0.0/16",\t
                  "Backend": {"Type": "vxlan"}
                }
            ---
            kind: DaemonSet
            metadata: {name: "Network"}
            """;

    @Test
    void readsTheNetwork() {
        assertEquals("10.244.0.0/16", FlannelManifest.networkOf(MANIFEST));
    }

    @Test
    void changesTheNetworkAndNothingElse() {
        String changed = FlannelManifest.withPodSubnet(MANIFEST, "10.9.0.0/18");
        assertEquals("10.9.0.0/18", FlannelManifest.networkOf(changed));
        assertEquals(MANIFEST, changed.replace("10.9.0.0/18", "10.244.0.0/16"));
        assertEquals(MANIFEST, FlannelManifest.withPodSubnet(MANIFEST, "10.244.0.0/16"));
    }

    @Test
    void keepsLineEndsAsTheyAre() {
        String windows = MANIFEST.replace("\n", "\r\n");
        assertEquals(
                windows.replace("10.244.0.0/16", "10.9.0.0/18"), FlannelManifest.withPodSubnet(windows, "10.9.0.0/18"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.244.0.0", "10.244.0.0/33", "10.256.0.0/16", "10.244.0/16", "010.1.0.0/16", "fd00::/48", ""})
    void refusesWhatIsNoNetwork(String cidr) {
        String message = Failures.invalid(() -> FlannelManifest.withPodSubnet(MANIFEST, cidr));
        assertTrue(message.contains("'" + cidr + "' is not an IPv4 network"), message);
    }

    @Test
    void refusesAManifestWithoutTheValue() {
        String none = Failures.invalid(() -> FlannelManifest.networkOf("kind: ConfigMap\n"));
        assertTrue(none.startsWith("Flannel's manifest: it has 0 times the key net-conf.json"), none);
        String twice = MANIFEST + "---\n" + MANIFEST;
        assertTrue(Failures.invalid(() -> FlannelManifest.networkOf(twice)).contains("it has 2 times"));
        String without = MANIFEST.replace("\"Network\":   \"10", "\"Netz\": \"10");
        assertTrue(Failures.invalid(() -> FlannelManifest.networkOf(without)).contains("has no \"Network\""));
        String broken = MANIFEST.replace("{\n", "[\n");
        String message = Failures.invalid(() -> FlannelManifest.withPodSubnet(broken, "10.9.0.0/16"));
        assertTrue(message.startsWith("Flannel's manifest:10:18: net-conf.json is not JSON"), message);
    }

    @Test
    void refusesToGuessWhereTheTextIsNotPlain() {
        String message = "\"Network\" exactly once and in plain text";
        String twice = MANIFEST.replace("\"Type\"", "\"Network\": \"10.1.0.0/16\", \"Type\"");
        assertTrue(Failures.invalid(() -> FlannelManifest.withPodSubnet(twice, "10.9.0.0/16"))
                .contains(message));
        String escaped = """
                kind: ConfigMap
                metadata: {name: kube-flannel-cfg}
                data: {net-conf.json: "{\\"Network\\": \\"10.244.0.0/16\\"}"}
                """;
        assertEquals("10.244.0.0/16", FlannelManifest.networkOf(escaped));
        assertTrue(Failures.invalid(() -> FlannelManifest.withPodSubnet(escaped, "10.9.0.0/16"))
                .contains(message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v0.12.0", "v0.15.1", "v0.20.2", "v0.24.4", "v0.28.9"})
    void changesRealManifests(String version) throws IOException {
        String manifest = SharedFacts.read("cni/kube-flannel-" + version + ".yml");
        assertEquals("10.244.0.0/16", FlannelManifest.networkOf(manifest));
        assertEquals(
                manifest.replace("10.244.0.0/16", "10.10.0.0/17"),
                FlannelManifest.withPodSubnet(manifest, "10.10.0.0/17"));
    }
}
