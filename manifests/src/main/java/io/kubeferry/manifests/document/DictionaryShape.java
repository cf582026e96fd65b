package io.kubeferry.manifests.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubeferry.manifests.failure.Problems;
import java.util.HashSet;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * A mapping whose keys a person chooses.
 *
 * @param key the form of the keys
 * @param value the shape of the values
 */
public record DictionaryShape(TextShape key, Shape value) implements Shape {
    @Override
    public void check(YamlValue given, Problems problems) {
        if (!(given.node() instanceof MappingNode mapping)) {
            problems.add(
                    given.where(),
                    given.path() + " is " + given.kind() + " where a mapping belongs",
                    "write 'key: value' lines");
            return;
        }
        Set<String> seen = new HashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String where = given.whereKey(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
                problems.add(where, "a key of " + given.path() + " is not a text", "write " + key.what());
                return;
            }
            if (!seen.add(scalar.getValue())) {
                problems.add(where, "key '" + scalar.getValue() + "' is there twice", "keep one of them");
            }
            key.checkText(where, "a key of " + given.path(), scalar.getValue(), problems);
        }
        given.entries().values().forEach(each -> value.check(each, problems));
    }

    @Override
    public ObjectNode jsonSchema() {
        ObjectNode schema = Shape.object().put("type", "object");
        schema.set("propertyNames", key.jsonSchema());
        schema.set("additionalProperties", value.jsonSchema());
        return schema;
    }
}
