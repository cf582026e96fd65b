package io.kubeferry.manifests.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubeferry.manifests.failure.Problems;
import java.util.regex.Pattern;

/**
 * A whole number in decimal digits.
 *
 * @param least the smallest allowed
 * @param most the largest allowed
 */
public record IntegerShape(long least, long most) implements Shape {
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]{0,17})");

    @Override
    public void check(YamlValue value, Problems problems) {
        boolean decimal = value.kind().startsWith("the number")
                && DECIMAL.matcher(value.text()).matches();
        if (!decimal) {
            problems.add(value.where(), value.path() + " is " + value.kind(), "write a whole number " + range());
        } else if (value.wholeNumber() < least || value.wholeNumber() > most) {
            problems.add(value.where(), value.path() + " is " + value.text(), "write a whole number " + range());
        }
    }

    private String range() {
        return "from " + least + " to " + most;
    }

    @Override
    public ObjectNode jsonSchema() {
        return Shape.object().put("type", "integer").put("minimum", least).put("maximum", most);
    }
}
