package io.kubeferry.manifests.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.manifests.Failures;
import io.kubeferry.manifests.SharedFacts;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalicoManifestTest {
    private static final NetworkManifest CALICO = NetworkManifest.of("calico");
    private static final String MANIFEST = """
            # a ship outside the basic plane: \uD83D\uDEA2
            kind: ConfigMap
            metadata: {name: calico-config}
            data:
              calico_backend: "bird"
              cni_network_config: |-
                {"mtu": __CNI_MTU__, "ipam": {"type": "calico-ipam"}, "more": true}
            ---
            kind: DaemonSet
            metadata:
              name: calico-node
            spec:
              template:
                spec:
                  initContainers:
                    - name: calico-node
                      env: []
                  containers:
                    - name: other
                      env:
                        # - name: CALICO_IPV4POOL_CIDR
                        #   value: "192.0.2.0/24"
                        - name: A
                          value: a
                    - name: calico-node
                      image: calico/node:v3
                      env:
                        # Where the data is.
                        - name: DATASTORE_TYPE
                          value: "kubernetes"
                        # No effect after installation.
                        # - name: CALICO_IPV4POOL_CIDR
                        #   value: "192.168.0.0/16"
                        - name: FELIX_IPV6SUPPORT
                          value: "false"
                        - name: NODENAME
                          valueFrom: {fieldRef: {fieldPath: spec.nodeName}}
                      securityContext: {privileged: true}
            """;
    private static final String COMMENT =
            "            # - name: CALICO_IPV4POOL_CIDR\n            #   value: \"192.168.0.0/16\"\n";
    private static final String ENTRY =
            "            - name: CALICO_IPV4POOL_CIDR\n              value: \"10.9.0.0/18\"\n";

    private static String with(String manifest, String subnet) {
        return CALICO.withPodSubnet(manifest, PodSubnet.parse(subnet));
    }

    @Test
    void takesTheCommentsPlace() {
        assertEquals(Optional.empty(), CALICO.podSubnetOf(MANIFEST));
        String changed = with(MANIFEST, "10.9.0.0/18");
        assertEquals(MANIFEST.replace(COMMENT, ENTRY), changed);
        assertEquals(Optional.of(PodSubnet.parse("10.9.0.0/18")), CALICO.podSubnetOf(changed));
        assertEquals(
                MANIFEST.replace(COMMENT, ENTRY).replace("\n", "\r\n"),
                with(MANIFEST.replace("\n", "\r\n"), "10.9.0.0/18"));
        assertEquals("\uFEFF" + changed, with("\uFEFF" + MANIFEST, "10.9.0.0/18"));
    }

    @Test
    void replacesAValueThatIsThere() {
        String active = with(MANIFEST, "10.9.0.0/18");
        assertEquals(active.replace("10.9.0.0/18", "10.8.0.0/16"), with(active, "10.8.0.0/16"));
        String plain = active.replace("\"10.9.0.0/18\"", "10.9.0.0/18 # ours");
        assertEquals(plain.replace("10.9.0.0/18", "\"10.8.0.0/16\""), with(plain, "10.8.0.0/16"));
    }

    @Test
    void isTheFirstOfTheListWhereUpstreamDoesNotHaveIt() {
        String without = MANIFEST.replace(COMMENT, "");
        assertEquals(
                without.replace("            # Where the data is.\n", ENTRY + "            # Where the data is.\n"),
                with(without, "10.9.0.0/18"));
        String twice = MANIFEST.replace(COMMENT, COMMENT + COMMENT);
        assertEquals(
                twice.replace("            # Where the data is.\n", ENTRY + "            # Where the data is.\n"),
                with(twice, "10.9.0.0/18"),
                "two comments leave it open which one is meant");
    }

    @Test
    void writesIntoEveryFormOfAList() {
        String list = MANIFEST.substring(
                MANIFEST.indexOf("          env:\n            # Where"), MANIFEST.indexOf("          securityContext"));
        assertEquals(
                MANIFEST.replace(
                        list, "          env: [{\"name\": \"CALICO_IPV4POOL_CIDR\", \"value\": \"10.9.0.0/18\"}]\n"),
                with(MANIFEST.replace(list, "          env: []\n"), "10.9.0.0/18"));
        assertEquals(
                MANIFEST.replace(
                        list,
                        "          env: [{\"name\": \"CALICO_IPV4POOL_CIDR\", \"value\": \"10.9.0.0/18\"}, {name: B, value: b}]\n"),
                with(MANIFEST.replace(list, "          env: [{name: B, value: b}]\n"), "10.9.0.0/18"));
        assertEquals(
                MANIFEST.replace(list, "          env:\n" + ENTRY),
                with(MANIFEST.replace(list, "          env:\n"), "10.9.0.0/18"));
        assertEquals(
                MANIFEST.replace(list, "")
                        .replace(
                                "        - name: calico-node\n          image",
                                "        - name: calico-node\n          env:\n          - name: CALICO_IPV4POOL_CIDR\n"
                                        + "            value: \"10.9.0.0/18\"\n          image"),
                with(MANIFEST.replace(list, ""), "10.9.0.0/18"));
    }

    @Test
    void writesIntoJson() {
        String json =
                "{\"kind\": \"DaemonSet\",\n\t\"metadata\": {\"name\": \"calico-node\"}, \"spec\": {\"template\": {\"spec\": {"
                        + "\"containers\": [{\"name\": \"calico-node\"}]}}}}\n";
        String changed = with(json, "10.9.0.0/18");
        assertEquals(
                json.replace(
                        "[{\"name\": \"calico-node\"}",
                        "[{\"name\": \"calico-node\", \"env\": [{\"name\": \"CALICO_IPV4POOL_CIDR\", \"value\": \"10.9.0.0/18\"}]}"),
                changed);
        assertEquals(changed.replace("10.9", "10.8"), with(changed, "10.8.0.0/18"));
    }

    @Test
    void writesBothFamilies() {
        String changed = with(MANIFEST, "10.9.0.0/18,fd00:9::/56");
        assertEquals(
                "10.9.0.0/18,fd00:9::/56",
                CALICO.podSubnetOf(changed).orElseThrow().toString());
        String first = "            - name: IP6\n              value: \"autodetect\"\n"
                + "            - name: CALICO_IPV6POOL_CIDR\n              value: \"fd00:9::/56\"\n";
        assertEquals(
                MANIFEST.replace(COMMENT, ENTRY)
                        .replace("            # Where the data is.\n", first + "            # Where the data is.\n")
                        .replace("value: \"false\"", "value: \"true\"")
                        .replace(
                                "\"calico-ipam\"}",
                                "\"calico-ipam\", \"assign_ipv4\": \"true\", \"assign_ipv6\": \"true\"}"),
                changed);
    }

    @Test
    void takesTheAddressThatLeadsToTheFirstNode() {
        String changed = CALICO.withNodeAddresses(MANIFEST, List.of("10.0.0.11", "10.0.0.12"));
        String entry = "            - name: IP_AUTODETECTION_METHOD\n              value: \"can-reach=10.0.0.11\"\n";
        assertEquals(MANIFEST, changed.replace(entry, ""));
        assertTrue(changed.contains(entry), changed);
    }

    @Test
    void needsNoRoutesWhereItOnlyEnforcesPolicies() {
        String policies = MANIFEST.replace("calico_backend", "not_a_backend");
        assertEquals(
                List.of("ip_set", "xt_set"), CALICO.needsOf(policies).modules().subList(0, 2));
        assertTrue(CALICO.needsOf(policies).ports().stream().noneMatch(port -> port.port() == 179));
    }

    @Test
    void refusesWhatItCannotChangeAlone() {
        assertTrue(Failures.invalid(() -> with("kind: Pod\n", "10.9.0.0/18"))
                .startsWith("Calico's manifest: it has 0 containers calico-node in a DaemonSet calico-node"));
        String from = MANIFEST.replace("# - name: CALICO_IPV4", "- name: CALICO_IPV4")
                .replace("#   value: \"192.168.0.0/16\"", "  valueFrom: {}");
        assertTrue(Failures.invalid(() -> with(from, "10.9.0.0/18")).contains("it has no value in plain text"));
        String twice = with(MANIFEST, "10.9.0.0/18").replace(ENTRY, ENTRY + ENTRY);
        assertTrue(Failures.invalid(() -> with(twice, "10.9.0.0/18")).contains("it is there 2 times"));
        String alias = MANIFEST.replace(
                        "          env:\n            # Where", "          env: *shared\n            # Where")
                .replace("          env: []", "          env: &shared []")
                .replaceAll("(?s)            # Where.*(?=          securityContext)", "");
        assertTrue(Failures.invalid(() -> with(alias, "10.9.0.0/18")).contains("alias"), alias);
        String shared = MANIFEST.replace("env: []", "env: [&shared {name: CALICO_IPV4POOL_CIDR, value: x}]")
                .replace("            # Where the data is.\n", "            - *shared\n");
        assertTrue(Failures.invalid(() -> with(shared, "10.9.0.0/18")).contains("without a change of something else"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v3.24.6", "v3.27.5", "v3.31.7", "release-v3.33-branch"})
    void changesRealManifests(String version) throws IOException {
        String manifest = SharedFacts.read("cni/calico-" + version + ".yaml");
        assertEquals(Optional.empty(), CALICO.podSubnetOf(manifest));
        String changed = with(manifest, "10.9.0.0/18");
        assertEquals(
                manifest.replace(
                        "            # - name: CALICO_IPV4POOL_CIDR\n            #   value: \"192.168.0.0/16\"\n",
                        ENTRY),
                changed);
        assertEquals(changed.replace("10.9.0.0/18", "10.8.0.0/16"), with(changed, "10.8.0.0/16"));
        String both = with(manifest, "10.9.0.0/18,fd00:9::/56");
        assertEquals(
                "10.9.0.0/18,fd00:9::/56",
                CALICO.podSubnetOf(both).orElseThrow().toString());
        NetworkNeeds needs = CALICO.needsOf(changed);
        assertEquals("[179/tcp]", needs.ports().toString());
        assertEquals(List.of("ip_set", "xt_set", "ipip"), needs.modules());
        assertTrue(needs.networkPolicy());
    }
}
