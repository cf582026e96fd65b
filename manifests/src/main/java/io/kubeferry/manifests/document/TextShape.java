package io.kubeferry.manifests.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubeferry.manifests.failure.Problems;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A text.
 *
 * @param what the form in words
 * @param pattern what the whole text matches
 * @param parse accepts the text, or throws IllegalArgumentException with what is wrong
 */
public record TextShape(String what, Pattern pattern, Function<String, ?> parse) implements Shape {
    @Override
    public void check(YamlValue value, Problems problems) {
        if (!(value.node() instanceof ScalarNode scalar) || scalar.getTag().equals(Tag.NULL)) {
            problems.add(value.where(), value.path() + " is " + value.kind(), "write " + what);
        } else if (!scalar.getTag().equals(Tag.STR)) {
            // 1.20 unquoted is the number 1.2: what the author sees is not what a reader gets.
            problems.add(
                    value.where(),
                    value.path() + " is " + value.kind() + " where " + what + " belongs",
                    "quote it: \"" + value.text() + "\"");
        } else {
            checkText(value, value.text(), problems);
        }
    }

    void checkText(YamlValue value, String text, Problems problems) {
        checkText(value.where(), value.path(), text, problems);
    }

    void checkText(String where, String path, String text, Problems problems) {
        if (!pattern.matcher(text).matches()) {
            problems.add(where, path + " is '" + text + "'", "write " + what);
            return;
        }
        try {
            parse.apply(text);
        } catch (IllegalArgumentException e) {
            problems.add(where, path + ": " + e.getMessage(), "write " + what);
        }
    }

    @Override
    public ObjectNode jsonSchema() {
        return Shape.object().put("type", "string").put("description", what).put("pattern", portablePattern());
    }

    /** JSON Schema patterns are ECMA-262's: anchored by hand, without Java's flags and quotes. */
    private String portablePattern() {
        String plain = pattern.pattern().replace("(?s).+", "[\\s\\S]+");
        if (plain.startsWith("\\Q") && plain.endsWith("\\E")) {
            plain = plain.substring(2, plain.length() - 2).replaceAll("[.\\\\+*?^$(){}|\\[\\]]", "\\\\$0");
        }
        return "^(?:" + plain + ")$";
    }
}
