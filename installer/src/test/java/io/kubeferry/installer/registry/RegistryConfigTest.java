package io.kubeferry.installer.registry;

import io.kubeferry.installer.GoldenFile;
import org.junit.jupiter.api.Test;

class RegistryConfigTest {
    @Test
    void isWhatDistributionReads() {
        GoldenFile.check("registry/config.yml", RegistryConfig.text("10.0.0.11"));
    }
}
