package io.kubeferry.installer.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kubeferry.installer.Samples;
import org.junit.jupiter.api.Test;

class FlannelInterfaceTest {
    @Test
    void addsOneArgumentAndLeavesEveryOtherCharacter() {
        String manifest = "        args:\n        - --ip-masq\n        - --kube-subnet-mgr\n        resources: {}\n";
        assertEquals(
                "        args:\n        - --ip-masq\n        - --kube-subnet-mgr\n"
                        + "        - --iface-regex=^(10[.]0[.]0[.]11)$\n        resources: {}\n",
                FlannelInterface.given(manifest, Samples.smallSite()));
    }

    @Test
    void leavesAManifestWithoutThatArgumentAsItIs() {
        assertEquals("command: [flanneld]\n", FlannelInterface.given("command: [flanneld]\n", Samples.smallSite()));
    }
}
