package io.kubeferry.bundler.lock;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes YAML for people, always the same for the same values: block form on the outside, one line for each small thing.
 * Values are maps, lists, texts and whole numbers.
 */
final class YamlText {
    /** What is a text in every YAML reader without quotes: no number, no truth value, no mark of the syntax. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9._/@+-]*(:[A-Za-z0-9._/@+-]+)*");

    private static final Pattern RESERVED = Pattern.compile("(?i)true|false|yes|no|on|off|null|y|n");

    private final StringBuilder out = new StringBuilder();

    /** A comment line; only at the top. */
    YamlText comment(String line) {
        out.append("# ").append(line).append('\n');
        return this;
    }

    /** {@code key: value} on one line. */
    YamlText line(String key, Object value) {
        out.append(scalarOrFlow(key)).append(": ").append(scalarOrFlow(value)).append('\n');
        return this;
    }

    /** A key whose value is what is written next, two columns further in. */
    YamlText block(String key) {
        out.append(key).append(":\n");
        return this;
    }

    /** {@code - {…}}: one item of a list on one line. */
    YamlText item(int indent, Map<String, ?> fields) {
        out.append(" ".repeat(indent)).append("- ").append(scalarOrFlow(fields)).append('\n');
        return this;
    }

    /** The first field of a list's item that has several lines. */
    YamlText firstField(int indent, String key, Object value) {
        out.append(" ".repeat(indent)).append("- ");
        return line(key, value);
    }

    /** Another field at this depth. */
    YamlText field(int indent, String key, Object value) {
        out.append(" ".repeat(indent));
        return line(key, value);
    }

    /** A key at this depth whose value is what is written next. */
    YamlText block(int indent, String key) {
        out.append(" ".repeat(indent));
        return block(key);
    }

    @Override
    public String toString() {
        return out.toString();
    }

    private static String scalarOrFlow(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> scalarOrFlow(entry.getKey()) + ": " + scalarOrFlow(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(YamlText::scalarOrFlow).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof Number ? value.toString() : text(value.toString());
    }

    private static String text(String text) {
        boolean plain = PLAIN.matcher(text).matches() && !RESERVED.matcher(text).matches();
        return plain ? text : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
