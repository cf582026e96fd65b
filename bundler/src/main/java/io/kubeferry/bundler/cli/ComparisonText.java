package io.kubeferry.bundler.cli;

import io.kubeferry.bundler.compare.Comparison;
import io.kubeferry.bundler.compare.Comparison.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A comparison for people, and for programs. */
final class ComparisonText {
    private ComparisonText() {}

    /** One line for each thing: {@code +} came, {@code -} went, {@code ~} changed. */
    static List<String> lines(Comparison comparison) {
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
    static String carry(Comparison comparison) {
        if (comparison.missing().isEmpty()) {
            return "to carry: nothing, all " + comparison.to().blobs().size() + " blobs are there";
        }
        return "to carry: " + comparison.missing().size() + " of "
                + comparison.to().blobs().size() + " blobs, " + ByteCount.of(comparison.missingBytes()) + " of "
                + ByteCount.of(comparison.to().bytes());
    }

    static Map<String, Object> fields(Comparison comparison) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("from", comparison.from().title());
        fields.put("to", comparison.to().title());
        fields.put("same", comparison.isEmpty());
        fields.put("components", fields(comparison.components()));
        fields.put("images", fields(comparison.images()));
        fields.put("files", fields(comparison.files()));
        fields.put("carryBlobs", comparison.missing().size());
        fields.put("carryBytes", comparison.missingBytes());
        fields.put("allBlobs", comparison.to().blobs().size());
        fields.put("allBytes", comparison.to().bytes());
        return fields;
    }

    private static List<Map<String, Object>> fields(List<Change> changes) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (Change change : changes) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("name", change.name());
            change.from().ifPresent(from -> fields.put("from", from));
            change.to().ifPresent(to -> fields.put("to", to));
            list.add(fields);
        }
        return list;
    }
}
