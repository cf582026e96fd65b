package io.kubeferry.manifests.document;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubeferry.manifests.failure.Problems;

/** What a value of a file may be. Shapes are values; they are put together from {@link Shapes}. */
public sealed interface Shape
        permits TextShape, IntegerShape, BooleanShape, ListShape, MappingShape, DictionaryShape, TreeShape {
    /** Adds a problem for everything in {@code value} that is not of this shape. */
    void check(YamlValue value, Problems problems);

    /** The same shape as a JSON Schema (draft 2020-12), without {@code $schema} and {@code $id}. */
    ObjectNode jsonSchema();

    /** An empty JSON object to write a schema into. */
    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
