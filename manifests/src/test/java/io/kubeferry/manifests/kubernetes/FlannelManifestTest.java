package io.kubeferry.manifests.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.manifests.Failures;
import io.kubeferry.manifests.SharedFacts;
import java.io.IOException;
import java.util.List;
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

    private static final NetworkManifest FLANNEL = NetworkManifest.of("flannel");

    private static String network(String manifest) {
        return FLANNEL.podSubnetOf(manifest).orElseThrow().toString();
    }

    private static String withPodSubnet(String manifest, String cidr) {
        return FLANNEL.withPodSubnet(manifest, PodSubnet.parse(cidr));
    }

    @Test
    void readsTheNetwork() {
        assertEquals("10.244.0.0/16,2001:db8::/56", network(MANIFEST));
    }

    @Test
    void changesTheNetworkAndNothingElse() {
        String changed = withPodSubnet(MANIFEST, "10.9.0.0/18");
        assertEquals("10.9.0.0/18,2001:db8::/56", network(changed));
        assertEquals(MANIFEST, changed.replace("10.9.0.0/18", "10.244.0.0/16"));
        assertEquals(MANIFEST, withPodSubnet(MANIFEST, "10.244.0.0/16"));
    }

    @Test
    void keepsLineEndsAsTheyAre() {
        String windows = MANIFEST.replace("\n", "\r\n");
        assertEquals(windows.replace("10.244.0.0/16", "10.9.0.0/18"), withPodSubnet(windows, "10.9.0.0/18"));
    }

    @Test
    void refusesAManifestWithoutTheValue() {
        String none = Failures.invalid(() -> network("kind: ConfigMap\n"));
        assertTrue(none.startsWith("Flannel's manifest: it has 0 times the key net-conf.json"), none);
        String twice = MANIFEST + "---\n" + MANIFEST;
        assertTrue(Failures.invalid(() -> network(twice)).contains("it has 2 times"));
        String without = MANIFEST.replace("\"Network\":   \"10", "\"Netz\": \"10");
        assertTrue(Failures.invalid(() -> network(without)).contains("it has no \"Network\""));
        String broken = MANIFEST.replace("{\n", "[\n");
        String message = Failures.invalid(() -> withPodSubnet(broken, "10.9.0.0/16"));
        assertTrue(message.startsWith("Flannel's manifest:10:18: net-conf.json: it is not JSON"), message);
    }

    @Test
    void refusesToGuessWhereTheTextIsNotPlain() {
        String twice = MANIFEST.replace("\"Type\"", "\"Network\": \"10.1.0.0/16\", \"Type\"");
        assertTrue(Failures.invalid(() -> withPodSubnet(twice, "10.9.0.0/16")).contains("it has \"Network\" twice"));
        String escaped = """
                kind: ConfigMap
                metadata: {name: kube-flannel-cfg}
                data: {net-conf.json: "{\\"Network\\": \\"10.244.0.0/16\\"}"}
                """;
        assertEquals("10.244.0.0/16", network(escaped));
        assertTrue(Failures.invalid(() -> withPodSubnet(escaped, "10.9.0.0/16")).contains("in plain text"));
    }

    @Test
    void writesBothFamilies() {
        String single = MANIFEST.replaceFirst(" +\"IPv6Network.*\n", "");
        String both = withPodSubnet(single, "10.9.0.0/16,fd00:9::/56");
        assertEquals("10.9.0.0/16,fd00:9::/56", network(both));
        assertEquals(
                single.replace(
                        "\"Network\":   \"10.244.0.0/16\"",
                        "\"IPv6Network\": \"fd00:9::/56\",\n      \"EnableIPv6\": true,\n      \"Network\":   \"10.9.0.0/16\""),
                both);
        assertEquals(
                both.replace("fd00:9::/56", "fd00:8::/56"), withPodSubnet(both, "10.9.0.0/16,fd00:8::/56"), "again");
        String line =
                "kind: ConfigMap\nmetadata: {name: kube-flannel-cfg}\ndata:\n  net-conf.json: '{\"Network\": \"10.1.0.0/16\"}'\n";
        assertEquals(
                line.replace(
                        "\"Network\": \"10.1",
                        "\"IPv6Network\": \"fd00::/56\", \"EnableIPv6\": true, \"Network\": \"10.1"),
                withPodSubnet(line, "10.1.0.0/16,fd00::/56"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v0.12.0", "v0.15.1", "v0.20.2", "v0.24.4", "v0.28.9"})
    void changesRealManifests(String version) throws IOException {
        String manifest = SharedFacts.read("cni/kube-flannel-" + version + ".yml");
        assertEquals("10.244.0.0/16", network(manifest));
        assertEquals(manifest.replace("10.244.0.0/16", "10.10.0.0/17"), withPodSubnet(manifest, "10.10.0.0/17"));
        String both = withPodSubnet(manifest, "10.244.0.0/16,fd00::/56");
        assertEquals(manifest, both.replaceAll("\"IPv6Network\".*\n.*\n +(?=\"Network\")", ""));
        assertEquals(
                List.of("8472/udp"),
                FLANNEL.needsOf(manifest).ports().stream().map(Object::toString).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"v0.12.0", "v0.15.1", "v0.20.2", "v0.24.4", "v0.28.9"})
    void tellsEveryDaemonSetTheInterface(String version) throws IOException {
        String manifest = SharedFacts.read("cni/kube-flannel-" + version + ".yml");
        String changed = FLANNEL.withNodeAddresses(manifest, List.of("10.0.0.11", "10.0.0.12"));
        String line = "        - --iface-regex=^(10[.]0[.]0[.]11|10[.]0[.]0[.]12)$\n";
        assertEquals(manifest, changed.replace(line, ""));
        assertEquals(version.equals("v0.12.0") ? 5 : 1, (changed.length() - manifest.length()) / line.length());
    }

    @Test
    void tellsTheInterfaceInEveryFormOfAList() {
        List<String> address = List.of("10.0.0.11");
        assertEquals(
                "args:\r\n  - --kube-subnet-mgr\r\n  - --iface-regex=^(10[.]0[.]0[.]11)$\r\n",
                FLANNEL.withNodeAddresses("args:\r\n  - --kube-subnet-mgr\r\n", address));
        assertEquals(
                "args:\n- --kube-subnet-mgr # by the API\n- --iface-regex=^(10[.]0[.]0[.]11)$\n",
                FLANNEL.withNodeAddresses("args:\n- --kube-subnet-mgr # by the API\n", address));
        assertEquals(
                "args: [\"--ip-masq\", \"--kube-subnet-mgr\", \"--iface-regex=^(10[.]0[.]0[.]11)$\"]",
                FLANNEL.withNodeAddresses("args: [\"--ip-masq\", \"--kube-subnet-mgr\"]", address));
        String none = Failures.invalid(() -> FLANNEL.withNodeAddresses("args: []", address));
        assertTrue(none.contains("no argument --kube-subnet-mgr"), none);
    }
}
