package io.kubeferry.installer.registry;

import io.kubeferry.installer.Golden;
import org.junit.jupiter.api.Test;

class RegistryConfigTest {
    @Test
    void isWhatDistributionReads() {
        Golden.check(RegistryConfigTest.class, "config.yml", RegistryConfig.text("10.0.0.11"));
    }
}
