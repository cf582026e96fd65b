package io.kubeferry.manifests.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubeferry.manifests.failure.Problems;

/** {@code true} or {@code false}; YAML 1.1's other spellings ({@code yes}, {@code on}) are refused. */
public record BooleanShape() implements Shape {
    @Override
    public void check(YamlValue value, Problems problems) {
        boolean plain =
                value.kind().equals("the truth value true") || value.kind().equals("the truth value false");
        if (!plain) {
            problems.add(value.where(), value.path() + " is " + value.kind(), "write true or false");
        }
    }

    @Override
    public ObjectNode jsonSchema() {
        return Shape.object().put("type", "boolean");
    }
}
