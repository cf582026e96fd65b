package io.kubeferry.manifests.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EtcdStepsTest {
    @Test
    void saysNothingOfStepsToTheNextVersion() {
        assertEquals(List.of(), notes("v1.34.9", "3.6.5-0", "v1.35.7", "3.6.6-0", "v1.36.3", "3.6.8-0"));
        assertEquals(List.of(), notes("v1.21.14", "3.4.13-0", "v1.22.17", "3.5.6-0"));
        assertEquals(List.of(), notes("v1.36.3", "3.6.8-0", "v1.37.0", "3.7.0-0"));
    }

    @Test
    void saysWhereEtcdsOwnRuleIsNotMet() {
        List<String> notes = notes("v1.33.13", "3.5.24-0", "v1.34.9", "3.6.5-0");
        assertEquals(1, notes.size());
        assertTrue(
                notes.get(0)
                        .startsWith("etcd goes from 3.5.24 to 3.6.5 at v1.34.9, and etcd's guide wants every member at"
                                + " 3.5.26 or later before"),
                notes.get(0));
        assertEquals(List.of(), notes("v1.33.13", "3.5.26-0", "v1.34.9", "3.6.5-0"));
    }

    @Test
    void saysWhereEtcdStaysAheadOfKubeadm() {
        assertEquals(
                List.of("etcd stays 3.5.24 at v1.33.3: kubeadm v1.33.3 brings 3.5.21 and never takes etcd back"),
                notes("v1.32.13", "3.5.24-0", "v1.33.3", "3.5.21-0"));
    }

    @Test
    void judgesTheStepAfterOneThatWasNotTakenByWhatStillRuns() {
        List<String> notes = notes("v1.32.13", "3.5.24-0", "v1.33.3", "3.5.21-0", "v1.34.9", "3.6.5-0");
        assertTrue(notes.get(1).startsWith("etcd goes from 3.5.24 to 3.6.5"), notes.toString());
    }

    @Test
    void saysWhereAMinorIsLeftOut() {
        assertTrue(notes("v1.21.0", "3.4.13-0", "v1.22.0", "3.6.0-0").get(0).contains("one minor at a time"));
    }

    @Test
    void saysNothingOfTagsThatAreNoVersions() {
        assertEquals(List.of(), notes("v1.34.1", "custom", "v1.35.7", "3.6.6-0"));
    }

    @Test
    void knowsTheEtcdOfTheRunningClusterByItsMinor() {
        Map<KubernetesVersion, String> hop = Map.of(KubernetesVersion.parse("v1.34.9"), "3.6.5-0");
        String note = EtcdSteps.notes(KubernetesVersion.parse("v1.33.13"), hop).get(0);
        assertTrue(note.startsWith("etcd goes from 3.5 to 3.6.5 at v1.34.9"), note);
        assertEquals(List.of(), EtcdSteps.notes(KubernetesVersion.parse("v1.34.2"), hop));
    }

    private static List<String> notes(String... pairs) {
        Map<KubernetesVersion, String> tags = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            tags.put(KubernetesVersion.parse(pairs[i]), pairs[i + 1]);
        }
        return EtcdSteps.notes(tags.keySet().iterator().next(), tags);
    }
}
