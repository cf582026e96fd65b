package io.kubeferry.bundler.cli.report;

import io.kubeferry.bundler.cli.output.ByteCount;
import io.kubeferry.bundler.cli.output.Fields;
import io.kubeferry.bundler.compare.Comparison;
import io.kubeferry.bundler.compare.Comparison.Change;
import java.util.ArrayList;
import java.util.List;

/** A comparison for people, and for programs. */
public final class ComparisonText {
    private ComparisonText() {}

    /** One line for each thing: {@code +} came, {@code -} went, {@code ~} changed. */
    public static List<String> lines(Comparison comparison) {
        List<String> lines = new ArrayList<>();
        section(lines, "", comparison.components());
        section(lines, "images", comparison.images());
        section(lines, "files", comparison.files());
        return lines;
    }

    private static void section(List<String> lines, String title, List<Change> changes) {
        if (!changes.isEmpty() && !title.isEmpty()) {
            lines.add(title + ":");
        }
        changes.forEach(change -> lines.add(line(change)));
    }

    private static String line(Change change) {
        if (change.from().isEmpty()) {
            return "+ " + change.name() + "  " + change.to().orElseThrow();
        }
        return change.to()
                .map(to -> "~ " + change.name() + "  " + change.from().orElseThrow() + " -> " + to)
                .orElseGet(() -> "- " + change.name() + "  " + change.from().orElseThrow());
    }

    /** What carrying the second to where the first is would be. */
    public static String carry(Comparison comparison) {
        if (comparison.missing().isEmpty()) {
            return "to carry: nothing, all " + comparison.to().blobs().size() + " blobs are there";
        }
        return "to carry: " + comparison.missing().size() + " of "
                + comparison.to().blobs().size() + " blobs, " + ByteCount.of(comparison.missingBytes()) + " of "
                + ByteCount.of(comparison.to().bytes());
    }

    public static Fields fields(Comparison comparison) {
        return new Fields()
                .with("from", comparison.from().title())
                .with("to", comparison.to().title())
                .with("same", comparison.isEmpty())
                .withRows("components", comparison.components(), ComparisonText::fields)
                .withRows("images", comparison.images(), ComparisonText::fields)
                .withRows("files", comparison.files(), ComparisonText::fields)
                .with("carryBlobs", comparison.missing().size())
                .with("carryBytes", comparison.missingBytes())
                .with("allBlobs", comparison.to().blobs().size())
                .with("allBytes", comparison.to().bytes());
    }

    private static Fields fields(Change change) {
        return new Fields()
                .with("name", change.name())
                .with("from", change.from())
                .with("to", change.to());
    }
}
