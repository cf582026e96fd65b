package io.kubeferry.installer.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.kubeferry.installer.host.ShellHost.Input;
import io.kubeferry.installer.site.Secret;
import io.kubeferry.installer.site.SshAccess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ElevationTest {
    private final List<Elevation> tried = Elevation.toTry(Optional.of(new Secret("sudo-password", "open sesame")));

    @Test
    void sendsAPasswordOnlyWhereSudoAsksForOne() {
        assertEquals(List.of("sudo", "-n", "--", "true"), tried.get(0).command(List.of("true")));
        assertEquals(1, Elevation.toTry(Optional.empty()).size());
    }

    @Test
    void hasSudoAskEveryTimeAndPutsThePasswordBeforeTheCommandsInput() throws IOException {
        assertEquals(
                List.of("sudo", "-k", "-S", "-p", "", "--", "cat"), tried.get(1).command(List.of("cat")));
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        tried.get(1).input(Input.of("content")).writeTo(sent);
        assertEquals("open sesame\ncontent", sent.toString());
    }

    @Test
    void printsNoPassword() {
        assertFalse(tried.toString().contains("sesame"), tried.toString());
    }

    @Test
    void saysWhatToDoAboutASudoThatAsks() {
        assertEquals(
                """
                cp-1: sudo does not let the user run commands as root: sudo: a password is required
                  -> give the password: spec.ssh.sudo: {passwordFile: …}; or give the user NOPASSWD in sudoers""",
                Elevation.refused("cp-1", new SshAccess.Sudo(Optional.empty()), "sudo: a password is required")
                        .problems()
                        .get(0)
                        .toString());
        SshAccess.Sudo wrong = new SshAccess.Sudo(Optional.of(new Secret("sudo-password", "wrong")));
        assertEquals(
                """
                cp-1: sudo does not let the user run commands as root: sudo: 1 incorrect password attempt
                  -> check the password in spec.ssh.sudo.passwordFile, and the user's line in sudoers""",
                Elevation.refused("cp-1", wrong, "sudo: 1 incorrect password attempt")
                        .problems()
                        .get(0)
                        .toString());
    }
}
