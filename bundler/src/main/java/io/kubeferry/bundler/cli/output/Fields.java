package io.kubeferry.bundler.cli.output;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A result as JSON has it, fields in an order for people; {@link ReportText} prints the same. */
public final class Fields {
    private final Map<String, Object> values = new LinkedHashMap<>();

    public Fields with(String name, String text) {
        values.put(name, text);
        return this;
    }

    public Fields with(String name, Number number) {
        values.put(name, number);
        return this;
    }

    public Fields with(String name, boolean truth) {
        values.put(name, truth);
        return this;
    }

    /** A field that is only there where there is something to say. */
    public Fields with(String name, Optional<String> text) {
        text.ifPresent(present -> values.put(name, present));
        return this;
    }

    public Fields with(String name, Fields parts) {
        values.put(name, parts.map());
        return this;
    }

    /** Things alike, each as the text that it prints as. */
    public Fields withTexts(String name, Iterable<?> things) {
        List<String> texts = new ArrayList<>();
        things.forEach(each -> texts.add(each.toString()));
        values.put(name, texts);
        return this;
    }

    /** A table: things alike, each with fields of its own. */
    public <T> Fields withRows(String name, Iterable<T> things, Function<T, Fields> row) {
        List<Map<String, Object>> rows = new ArrayList<>();
        things.forEach(each -> rows.add(row.apply(each).map()));
        values.put(name, rows);
        return this;
    }

    /** All of them, in the order in which they were given. */
    public Map<String, Object> map() {
        return new LinkedHashMap<>(values);
    }
}
