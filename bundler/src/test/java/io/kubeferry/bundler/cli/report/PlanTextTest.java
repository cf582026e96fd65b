package io.kubeferry.bundler.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.kubeferry.bundler.Golden;
import io.kubeferry.bundler.build.Cached;
import io.kubeferry.bundler.build.Survey;
import io.kubeferry.bundler.cli.option.OutputOption;
import io.kubeferry.bundler.cli.output.ByteCount;
import io.kubeferry.bundler.lock.Lock;
import io.kubeferry.bundler.lock.Locks;
import io.kubeferry.bundler.lock.UpgradeLock;
import io.kubeferry.manifests.bundle.UpgradeNotes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTextTest {
    private static final long GIB = 1L << 30;

    private final Lock lock = UpgradeLock.to("2", "v1.34.9", "v1.35.7");

    /** The cache has the two largest layers; an earlier run left 5 MiB. */
    private PlanText plan(long size, long free) {
        Cached cached = (digest, bytes) -> digest.equals(Locks.digestOf("kube-apiserver v1.34.9"))
                || digest.equals(Locks.digestOf("kube-apiserver v1.35.7"));
        List<String> notes = new ArrayList<>(UpgradeNotes.of(lock.upgradeFrom(), lock.kubernetes()));
        lock.untested().forEach(each -> notes.add("untested: " + each));
        return new PlanText(
                lock,
                Survey.of(lock, cached),
                Path.of("edge-2.tar"),
                size,
                60 << 20,
                5 << 20,
                123 << 20,
                free,
                OptionalLong.of(700_000_000),
                notes);
    }

    @Test
    void isAsWritten() throws IOException {
        String text = String.join("\n", plan(GIB, 4 * GIB).lines()) + "\n";
        Golden.assertSame(PlanTextTest.class, "plan.txt", text);
        Golden.assertSame(
                PlanTextTest.class,
                "plan.json",
                OutputOption.json(plan(GIB, 4 * GIB).fields()) + "\n");
    }

    @Test
    void countsEachPartOnceAndWhatIsCachedNot() {
        PlanText plan = plan(GIB, 4 * GIB);
        // 10 images with 2 KiB of manifest and configuration; 9 times the shared layer is repetition.
        assertEquals(plan.survey().totalBytes() - 9 * (10L << 20), plan.survey().uniqueBytes());
        assertEquals(200L << 20, plan.survey().cachedBytes());
    }

    @Test
    void roundsMediaUpAndSaysWhereTheDiskIsTooSmall() {
        assertEquals(1, plan(700_000_000, GIB).media());
        assertEquals(2, plan(700_000_001, GIB).media());
        assertFalse(plan(GIB, GIB / 2).fits());
        assertEquals(
                1,
                plan(GIB, GIB / 2).lines().stream()
                        .filter(line -> line.endsWith(": too little"))
                        .count());
    }

    @ParameterizedTest
    @CsvSource({
        "4.7GB, 4700000000",
        "700MiB, 734003200",
        "1000000, 1000000",
        "25 GB, 25000000000",
        "1.5tib, 1649267441664",
        "8kB, 8000"
    })
    void readsSizesAsMediaAndFileSystemsAreLabelled(String text, long bytes) {
        assertEquals(bytes, ByteCount.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GB", "-1GB", "4,7GB", "1e9", "4.7 gigabytes", "9999999999999GB"})
    void refusesWhatIsNoSize(String text) {
        assertThrows(IllegalArgumentException.class, () -> ByteCount.parse(text));
    }
}
