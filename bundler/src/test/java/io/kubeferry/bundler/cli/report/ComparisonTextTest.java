package io.kubeferry.bundler.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.bundler.Golden;
import io.kubeferry.bundler.cli.option.OutputOption;
import io.kubeferry.bundler.compare.Comparison;
import io.kubeferry.bundler.compare.Inventory;
import io.kubeferry.bundler.lock.UpgradeLock;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ComparisonTextTest {
    private static final Inventory OLD = Inventory.of(UpgradeLock.to("1", "v1.34.9"));
    private static final Inventory NEW = Inventory.of(UpgradeLock.to("2", "v1.34.9", "v1.35.7"));

    @Test
    void isAsWritten() throws IOException {
        Golden.assertSame(ComparisonTextTest.class, "diff.txt", text(Comparison.of(OLD, NEW)));
        Golden.assertSame(ComparisonTextTest.class, "diff-back.txt", text(Comparison.of(NEW, OLD)));
        Golden.assertSame(
                ComparisonTextTest.class,
                "diff.json",
                OutputOption.json(ComparisonText.fields(Comparison.of(OLD, NEW))) + "\n");
    }

    @Test
    void carriesOnlyWhatIsNotThere() {
        Comparison comparison = Comparison.of(OLD, NEW);

        assertEquals(
                comparison.missingBytes(),
                NEW.blobs().entrySet().stream()
                        .filter(blob -> !OLD.blobs().containsKey(blob.getKey()))
                        .mapToLong(blob -> blob.getValue())
                        .sum());
        // Three images of the second hop and the one that moved: manifest, configuration and own layer; and a kubelet.
        assertEquals(4 * 3 + 1, comparison.missing().size());
    }

    @Test
    void findsNoDifferenceWithItself() {
        Comparison same = Comparison.of(NEW, NEW);

        assertTrue(same.isEmpty());
        assertEquals("to carry: nothing, all " + NEW.blobs().size() + " blobs are there\n", text(same));
    }

    private static String text(Comparison comparison) {
        StringBuilder text = new StringBuilder();
        ComparisonText.lines(comparison).forEach(line -> text.append(line).append('\n'));
        return text.append(ComparisonText.carry(comparison)).append('\n').toString();
    }
}
