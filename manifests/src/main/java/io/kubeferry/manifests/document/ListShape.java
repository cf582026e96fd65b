package io.kubeferry.manifests.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubeferry.manifests.failure.Problems;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A list.
 *
 * @param item the shape of each item
 * @param least the fewest items allowed
 */
public record ListShape(Shape item, int least) implements Shape {
    /** The same list with at least one item. */
    public ListShape notEmpty() {
        return new ListShape(item, 1);
    }

    @Override
    public void check(YamlValue value, Problems problems) {
        if (!(value.node() instanceof SequenceNode)) {
            problems.add(value.where(), value.path() + " is " + value.kind() + " where a list belongs", "write [ … ]");
            return;
        }
        if (value.items().size() < least) {
            problems.add(value.where(), value.path() + " is empty", "write at least " + least + " item");
        }
        value.items().forEach(each -> item.check(each, problems));
    }

    @Override
    public ObjectNode jsonSchema() {
        ObjectNode schema = Shape.object().put("type", "array");
        schema.set("items", item.jsonSchema());
        return least == 0 ? schema : schema.put("minItems", least);
    }
}
