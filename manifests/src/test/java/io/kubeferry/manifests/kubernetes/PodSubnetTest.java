package io.kubeferry.manifests.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodSubnetTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.244.0.0/16",
                "0.0.0.0/0",
                "10.244.0.0/16,fd00:10:244::/56",
                "10.244.0.0/16,::/0",
                "10.244.0.0/16,1:2:3:4:5:6:7:8/128",
                "10.244.0.0/16,::1:0/112",
            })
    void readsWhatKubeadmReads(String text) {
        assertEquals(text, PodSubnet.parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.244.0.0",
                "10.244.0.0/33",
                "10.256.0.0/16",
                "10.244.0/16",
                "010.1.0.0/16",
                "fd00::/48",
                "10.244.0.0/16,",
                "10.244.0.0/16, fd00::/56",
                "10.244.0.0/16,10.245.0.0/16",
                "10.244.0.0/16,fd00::1::/56",
                "10.244.0.0/16,fd00:1/56",
                "10.244.0.0/16,1:2:3:4:5:6:7:8:9/64",
                "10.244.0.0/16,fd00::/129",
                "10.244.0.0/16,fd00::/56,fd01::/56",
            })
    void refusesWhatIsNoNetwork(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> PodSubnet.parse(text))
                .getMessage();
        assertTrue(message.contains("is not an IPv"), message);
    }
}
