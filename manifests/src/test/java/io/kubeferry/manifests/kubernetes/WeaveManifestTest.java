package io.kubeferry.manifests.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.manifests.Failures;
import io.kubeferry.manifests.SharedFacts;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WeaveManifestTest {
    private static final NetworkManifest WEAVE = NetworkManifest.of("weave");
    private static final String MANIFEST = """
            kind: List
            items:
              - kind: DaemonSet
                metadata: {name: weave-net}
                spec:
                  template:
                    spec:
                      containers:
                        - name: weave
                          env:
                            - name: HOSTNAME
                              valueFrom: {fieldRef: {fieldPath: spec.nodeName}}
                        - name: weave-npc
                          env: []
            """;

    private static String with(String manifest, String subnet) {
        return WEAVE.withPodSubnet(manifest, PodSubnet.parse(subnet));
    }

    @Test
    void isTheFirstOfTheList() {
        assertEquals(Optional.empty(), WEAVE.podSubnetOf(MANIFEST));
        String changed = with(MANIFEST, "10.9.0.0/18");
        String entry = "                - name: IPALLOC_RANGE\n                  value: \"10.9.0.0/18\"\n";
        assertEquals(
                MANIFEST.replace("                - name: HOSTNAME\n", entry + "                - name: HOSTNAME\n"),
                changed);
        assertEquals(changed.replace("10.9.0.0/18", "10.8.0.0/16"), with(changed, "10.8.0.0/16"));
        assertEquals("10.9.0.0/18", WEAVE.podSubnetOf(changed).orElseThrow().toString());
    }

    @Test
    void refusesTwoFamilies() {
        String message = Failures.invalid(() -> with(MANIFEST, "10.9.0.0/18,fd00::/56"));
        assertTrue(message.contains("Weave Net has no IPv6, the pod subnet is 10.9.0.0/18,fd00::/56"), message);
    }

    @Test
    void enforcesPolicyUnlessToldNotTo() {
        assertTrue(WEAVE.needsOf(MANIFEST).networkPolicy());
        assertTrue(!WEAVE.needsOf(MANIFEST.replace(
                        "- name: HOSTNAME\n                  valueFrom: {fieldRef: {fieldPath: spec.nodeName}}",
                        "- {name: EXPECT_NPC, value: '0'}"))
                .networkPolicy());
        assertEquals(
                "[6783/tcp, 6783/udp, 6784/udp]",
                WEAVE.needsOf(MANIFEST).ports().toString());
    }

    @Test
    void needsOpenVswitchUnlessToldNotToUseIt() {
        assertEquals(
                List.of("br_netfilter", "ip_set", "xt_set", "dummy", "openvswitch", "vxlan"),
                WEAVE.needsOf(MANIFEST).modules());
        String bridged = MANIFEST.replace(
                "- name: HOSTNAME\n", "- {name: WEAVE_NO_FASTDP, value: '1'}\n                - name: HOSTNAME\n");
        assertEquals(
                List.of("br_netfilter", "ip_set", "xt_set", "dummy"),
                WEAVE.needsOf(bridged).modules());
        assertEquals(
                WEAVE.needsOf(MANIFEST).modules(),
                WEAVE.needsOf(bridged.replace("'1'", "''")).modules());
    }

    @Test
    void changesTheRealManifest() throws IOException {
        String manifest = SharedFacts.read("cni/weave-daemonset-k8s-1.11-v2.8.1-template.yaml");
        String entry = "                - name: IPALLOC_RANGE\n                  value: \"10.9.0.0/18\"\n";
        String before = "                - name: INIT_CONTAINER\n";
        assertEquals(manifest.replace(before, entry + before), with(manifest, "10.9.0.0/18"));
    }
}
