package io.kubeferry.bundler.cli.output;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Prints the same fields that JSON has, for a person: a line for each text, a heading for what has parts, and a table for a
 * list of things alike.
 */
public final class ReportText {
    private static final String GAP = "  ";

    private final StringBuilder out = new StringBuilder();

    private ReportText() {}

    public static String of(Fields fields) {
        ReportText text = new ReportText();
        text.fields(fields.map(), "");
        return text.out.toString();
    }

    private void fields(Map<?, ?> fields, String indent) {
        int width = fields.entrySet().stream()
                .filter(entry -> isText(entry.getValue()))
                .mapToInt(entry -> entry.getKey().toString().length())
                .max()
                .orElse(0);
        fields.forEach((key, value) -> {
            if (isText(value)) {
                line(indent + padded(key.toString(), width) + GAP + value);
            } else {
                line(indent + key);
                if (value instanceof Map<?, ?> map) {
                    fields(map, indent + GAP);
                } else if (value instanceof List<?> list) {
                    list(list, indent + GAP);
                }
            }
        });
    }

    private static boolean isText(Object value) {
        return !(value instanceof Map) && !(value instanceof List);
    }

    private void list(List<?> items, String indent) {
        if (!items.isEmpty() && items.get(0) instanceof Map) {
            table(items, indent);
        } else {
            items.forEach(item -> line(indent + item));
        }
    }

    private void table(List<?> rows, String indent) {
        Map<String, Integer> widths = new LinkedHashMap<>();
        for (Object row : rows) {
            ((Map<?, ?>) row)
                    .forEach((column, value) ->
                            widths.merge(column.toString(), cell(value).length(), Math::max));
        }
        for (Object row : rows) {
            List<String> cells = new ArrayList<>();
            widths.forEach((column, width) -> {
                Object value = ((Map<?, ?>) row).get(column);
                cells.add(padded(value == null ? "" : cell(value), width));
            });
            line(indent + String.join(GAP, cells));
        }
    }

    private static String cell(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(Object::toString).collect(Collectors.joining(", "))
                : value.toString();
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
