package io.kubeferry.installer.service;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kubeferry.installer.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * containerd itself says what it makes of our configuration, and what of it it does not know. A containerd that is not
 * installed is named by the system property {@code containerd.program}.
 */
class ContainerdAcceptsIT {
    @TempDir
    Path folder;

    private String program;

    @BeforeEach
    void find() {
        String named = System.getProperty("containerd.program", "");
        program = named.isEmpty() ? Programs.need("containerd") : named;
    }

    private String understood(String version) throws IOException, InterruptedException {
        Path file = Files.writeString(
                folder.resolve("config.toml"),
                ContainerdConfig.of(version, "registry.k8s.io/pause:3.10", false, "/data/containerd"));
        return Programs.run(program, "--config", file.toString(), "config", "dump")
                .replace('\'', '"');
    }

    private static void assertUnderstood(String dump, String sandbox) {
        assertFalse(dump.contains("gnoring unknown key"), dump);
        assertTrue(dump.contains("\nroot = \"/data/containerd\"\n"), dump);
        assertTrue(dump.contains(sandbox + " = \"registry.k8s.io/pause:3.10\"\n"), dump);
        assertTrue(dump.contains("SystemdCgroup = true\n"), dump);
        assertTrue(dump.contains("config_path = \"/etc/containerd/certs.d\"\n"), dump);
        assertTrue(dump.contains("restrict_oom_score_adj = true\n"), dump);
        assertTrue(dump.contains("\"/opt/cni/bin\""), dump);
        assertTrue(dump.contains("conf_dir = \"/etc/cni/net.d\"\n"), dump);
    }

    private boolean isSecond() throws IOException, InterruptedException {
        return Programs.run(program, "--version").matches("(?s).* v?2\\.[0-9].*");
    }

    @Test
    void takesTheSecondVersionOfItsConfiguration() throws IOException, InterruptedException {
        assertUnderstood(understood("1.7.34"), isSecond() ? "sandbox" : "sandbox_image");
    }

    @Test
    void takesTheThirdVersionOfItsConfiguration() throws IOException, InterruptedException {
        assumeTrue(isSecond(), "skipped: this machine's containerd is no 2.x");
        assertUnderstood(understood("2.3.4"), "sandbox");
    }
}
