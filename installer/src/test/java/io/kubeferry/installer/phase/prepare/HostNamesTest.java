package io.kubeferry.installer.phase.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.installer.Samples;
import org.junit.jupiter.api.Test;

class HostNamesTest {
    private final HostNames names = new HostNames(Samples.site(), Samples.worker(1));

    @Test
    void addsABlockAndFindsItAgain() {
        String added = names.addedTo("127.0.0.1 localhost\n127.0.1.1 cp-1\n");
        assertTrue(added.startsWith("127.0.0.1 localhost\n127.0.1.1 cp-1\n# BEGIN"), added);
        assertTrue(names.areKnownTo(added));
        assertEquals(added, names.addedTo(added));
    }

    @Test
    void isContentWithWhatSomebodyElseWrote() {
        String text = "10.0.0.11 cp-1.site cp-1\n10.0.0.12 cp-2 # second\n10.0.0.13\tcp-3\n10.0.0.21 worker-1\n";
        assertTrue(names.areKnownTo(text));
        assertFalse(names.areKnownTo(text.replace("10.0.0.21", "#10.0.0.21")));
    }

    @Test
    void replacesTheBlockOfAnEarlierSite() {
        String earlier = names.addedTo("127.0.0.1 localhost\n").replace("10.0.0.13", "10.0.0.99") + "::1 ip6\n";
        String added = names.addedTo(earlier);
        assertFalse(added.contains("10.0.0.99"), added);
        assertTrue(added.startsWith("127.0.0.1 localhost\n::1 ip6\n"), added);
    }
}
