package io.kubeferry.installer.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.installer.plan.Placeholder;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class ValuesTest {
    private final Values values = Values.draw(new SecureRandom());

    @Test
    void drawsOtherSecretsForEveryRun() {
        String mark = Placeholder.JOIN_TOKEN.mark();

        assertFalse(values.fill(mark).equals(Values.draw(new SecureRandom()).fill(mark)));
    }

    @Test
    void refusesToUseWhatWasNotCaptured() {
        assertThrows(IllegalStateException.class, () -> values.fill("--hash " + Placeholder.CA_CERT_HASH.mark()));
    }

    @Test
    void hidesItsOwnSecretsWhereverTheyStand() {
        String text = "a" + values.fill(Placeholder.CERTIFICATE_KEY.mark()) + "b";

        assertEquals("a<certificate-key>b", values.redact(text));
    }

    @Test
    void hidesWhatKubeadmPrintsOfAnEarlierRun() {
        String shown = values.redact("kubeadm join 10.0.0.10:6443 --token abcdef.0123456789abcdef \\\n"
                + "  --discovery-token-ca-cert-hash sha256:" + "a".repeat(64) + " \\\n"
                + "  --control-plane --certificate-key " + "b".repeat(64) + "\n"
                + "[upload-certs] Using certificate key:\n" + "c".repeat(64) + "\n");

        assertFalse(shown.contains("0123456789abcdef"), shown);
        assertFalse(shown.contains("bbbb"), shown);
        assertFalse(shown.contains("cccc"), shown);
        assertTrue(shown.contains("sha256:aaaa"), shown);
    }

    @Test
    void doesNotPrint() {
        assertFalse(values.toString().contains(values.fill(Placeholder.JOIN_TOKEN.mark())));
    }
}
