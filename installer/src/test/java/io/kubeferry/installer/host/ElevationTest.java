package io.kubeferry.installer.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.kubeferry.installer.host.ShellHost.Input;
import io.kubeferry.installer.site.Secret;
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
}
