package io.kubeferry.manifests.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubeferry.manifests.failure.Problems;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * A mapping with known keys.
 *
 * @param keys the known keys in the order of the documentation, with their shapes
 * @param required the keys that must be there
 * @param exactlyOne whether exactly one of the keys is given: a choice between alternatives
 */
public record MappingShape(Map<String, Shape> keys, Set<String> required, boolean exactlyOne) implements Shape {
    public MappingShape {
        keys = new LinkedHashMap<>(keys);
        required = new LinkedHashSet<>(required);
    }

    static MappingShape empty() {
        return new MappingShape(Map.of(), Set.of(), false);
    }

    /** The same mapping with one more key, which must be there. */
    public MappingShape required(String key, Shape shape) {
        MappingShape with = optional(key, shape);
        with.required.add(key);
        return with;
    }

    /** The same mapping with one more key, which may be absent. */
    public MappingShape optional(String key, Shape shape) {
        MappingShape with = new MappingShape(keys, required, exactlyOne);
        with.keys.put(key, shape);
        return with;
    }

    /** The same mapping as a choice: exactly one of its keys is given. */
    public MappingShape choice() {
        return new MappingShape(keys, required, true);
    }

    @Override
    public void check(YamlValue value, Problems problems) {
        if (!(value.node() instanceof MappingNode mapping)) {
            problems.add(
                    value.where(),
                    value.path() + " is " + value.kind() + " where a mapping belongs",
                    "write one of the keys " + names());
            return;
        }
        if (checkKeys(value, mapping, problems)) {
            value.entries().forEach((key, given) -> checkValue(key, given, problems));
        }
    }

    /** A key without a value is not an absent key: the JSON Schema refuses it, too. */
    private void checkValue(String key, YamlValue given, Problems problems) {
        if (keys.containsKey(key) && given.isNull() && !required.contains(key)) {
            problems.add(given.where(), given.path() + " has no value", "write one, or take the key away");
        } else if (keys.containsKey(key)) {
            keys.get(key).check(given, problems);
        }
    }

    /** Returns false where the keys themselves cannot be read. */
    private boolean checkKeys(YamlValue value, MappingNode mapping, Problems problems) {
        Set<String> seen = new HashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String where = value.whereKey(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
                problems.add(where, "a key of " + value.path() + " is not a text", "write one of " + names());
                return false;
            }
            String key = scalar.getValue();
            if (!seen.add(key)) {
                problems.add(where, "key '" + key + "' of " + value.path() + " is there twice", "keep one of them");
            } else if (!keys.containsKey(key)) {
                problems.add(where, "unknown key '" + key + "' in " + value.path(), suggestion(key));
            }
        }
        required.stream()
                .filter(key -> !seen.contains(key))
                .forEach(key -> problems.add(
                        value.where(), value.path() + " lacks the key '" + key + "'", "add '" + key + ": …'"));
        if (exactlyOne && seen.stream().filter(keys::containsKey).count() != 1) {
            problems.add(value.where(), value.path() + " is a choice", "give exactly one of " + names());
        }
        return true;
    }

    private String suggestion(String key) {
        return Spelling.nearest(key, List.copyOf(keys.keySet()))
                .map(near -> "did you mean '" + near + "'?")
                .orElse("known keys are " + names());
    }

    private String names() {
        return keys.keySet().stream().collect(Collectors.joining(", "));
    }

    @Override
    public ObjectNode jsonSchema() {
        ObjectNode schema = Shape.object().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        keys.forEach((key, shape) -> properties.set(key, shape.jsonSchema()));
        if (!required.isEmpty()) {
            ArrayNode names = schema.putArray("required");
            required.forEach(names::add);
        }
        if (exactlyOne) {
            schema.put("minProperties", 1).put("maxProperties", 1);
        }
        return schema.put("additionalProperties", false);
    }
}
