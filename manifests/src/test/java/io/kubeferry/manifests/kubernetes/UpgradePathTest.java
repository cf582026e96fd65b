package io.kubeferry.manifests.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.manifests.Failures;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpgradePathTest {
    private static final List<KubernetesVersion> KNOWN =
            versions("v1.20.0 v1.34.9 v1.34.10 v1.35.9 v1.35.10 v1.35.8 v1.36.0 v1.36.3 v1.36.4 v1.38.0");

    @ParameterizedTest
    @CsvSource({
        "v1.34.9, v1.36.3, v1.35.10 v1.36.3",
        "v1.34.9, v1.35.9, v1.35.9",
        "v1.36.0, v1.36.3, v1.36.3",
        "v1.35.99, v1.36.0, v1.36.0",
        "v1.33.1, v1.36.3, v1.34.10 v1.35.10 v1.36.3"
    })
    void takesTheNewestKnownPatchOfEachMinorBetween(String from, String target, String hops) {
        UpgradePath path = between(from, target);
        assertEquals(versions(hops), path.hops());
        assertEquals(KubernetesVersion.parse(target), path.target());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v1.36.3 | v1.36.3 | spec: a cluster of v1.36.3 is upgraded to a later release only: v1.36.3 is not later",
                "v1.36.4 | v1.36.3 | spec: a cluster of v1.36.4 is upgraded to a later release only: v1.36.3 is not later",
                "v1.19.16 | v1.36.3 | spec: upgrades begin at v1.20.0 or later, this one at v1.19.16",
                "v1.36.3 | v1.38.0 | spec: API servers never skip a minor, and the catalogue knows no release of 1.37"
            })
    void refusesWhatNoWayLeadsTo(String from, String target, String what) {
        String found = Failures.invalid(() -> between(from, target));
        assertTrue(found.startsWith(what), found);
    }

    @Test
    void isNeverMadeOfHopsThatThePolicyForbids() {
        KubernetesVersion from = KubernetesVersion.parse("v1.34.9");
        assertThrows(IllegalArgumentException.class, () -> new UpgradePath(from, versions("v1.36.3")));
        assertThrows(IllegalArgumentException.class, () -> new UpgradePath(from, versions("v1.35.9 v1.35.8")));
        assertThrows(IllegalArgumentException.class, () -> new UpgradePath(from, List.of()));
    }

    private static UpgradePath between(String from, String target) {
        return UpgradePath.between("spec", KubernetesVersion.parse(from), KubernetesVersion.parse(target), KNOWN);
    }

    private static List<KubernetesVersion> versions(String text) {
        return Arrays.stream(text.split(" ")).map(KubernetesVersion::parse).toList();
    }
}
