package io.kubeferry.manifests.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A value of a YAML file with its place. The reading methods expect the type that the file's {@link Shape} has checked:
 * another one is our bug.
 */
public final class YamlValue {
    private final String file;
    private final String path;
    private final Node node;

    YamlValue(String file, String path, Node node) {
        this.file = file;
        this.path = path;
        this.node = node;
    }

    /** {@code file:line:column} of the value's first character, both counted from 1. */
    public String where() {
        return place(file, node.getStartMark());
    }

    /** The keys that lead here, such as {@code spec.nodes[2].name}; {@code the file} for the root. */
    public String path() {
        return path.isEmpty() ? "the file" : path;
    }

    /** The value under a key of a mapping; empty where the key is absent. */
    public Optional<YamlValue> find(String key) {
        return Optional.ofNullable(entries().get(key));
    }

    /** The value under a key that the shape requires. */
    public YamlValue get(String key) {
        return find(key).orElseThrow(() -> new IllegalStateException(where() + ": shape promised key " + key));
    }

    /** The values of a mapping in the order of the file. */
    public Map<String, YamlValue> entries() {
        Map<String, YamlValue> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : ((MappingNode) node).getValue()) {
            String key = ((ScalarNode) tuple.getKeyNode()).getValue();
            entries.put(key, new YamlValue(file, path.isEmpty() ? key : path + "." + key, tuple.getValueNode()));
        }
        return entries;
    }

    /** The items of a list. */
    public List<YamlValue> items() {
        List<YamlValue> items = new ArrayList<>();
        for (Node item : ((SequenceNode) node).getValue()) {
            items.add(new YamlValue(file, path + "[" + items.size() + "]", item));
        }
        return items;
    }

    /** The text of a scalar, as written. */
    public String text() {
        return ((ScalarNode) node).getValue();
    }

    /** A whole number. */
    public int integer() {
        return Integer.parseInt(text());
    }

    /** A whole number that may be large, such as a size in bytes. */
    public long wholeNumber() {
        return Long.parseLong(text());
    }

    /** {@code true} or {@code false}. */
    public boolean bool() {
        return text().equals("true");
    }

    /**
     * The value with everything in it: {@code Map<String, Object>} in the order of the file, {@code List<Object>}, Boolean,
     * Long, Double, String, or null.
     */
    public Object tree() {
        if (node instanceof MappingNode) {
            Map<String, Object> tree = new LinkedHashMap<>();
            entries().forEach((key, value) -> tree.put(key, value.tree()));
            return tree;
        }
        if (node instanceof SequenceNode) {
            List<Object> list = new ArrayList<>();
            items().forEach(item -> list.add(item.tree()));
            return list;
        }
        return scalar(node.getTag(), text());
    }

    private static Object scalar(Tag tag, String text) {
        if (tag.equals(Tag.NULL)) {
            return null;
        }
        if (tag.equals(Tag.BOOL)) {
            return Boolean.valueOf(text);
        }
        if (tag.equals(Tag.INT) && text.matches("[-+]?[0-9]{1,18}")) {
            return Long.valueOf(text);
        }
        return tag.equals(Tag.FLOAT) && text.matches("[-+]?[0-9]+\\.[0-9]+") ? (Object) Double.valueOf(text) : text;
    }

    Node node() {
        return node;
    }

    boolean isNull() {
        return node.getTag().equals(Tag.NULL);
    }

    /** What the value is, in words for a person: "a list", "a mapping", "a number", … */
    String kind() {
        if (node instanceof MappingNode) {
            return "a mapping";
        }
        if (node instanceof SequenceNode) {
            return "a list";
        }
        Tag tag = node.getTag();
        if (tag.equals(Tag.NULL)) {
            return "nothing";
        }
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            return "the number " + text();
        }
        if (tag.equals(Tag.BOOL)) {
            return "the truth value " + text();
        }
        if (tag.equals(Tag.TIMESTAMP)) {
            return "the date " + text();
        }
        return tag.equals(Tag.STR) ? "the text '" + text() + "'" : "a value with the tag " + tag.getValue();
    }

    /** The place of a key of this mapping, for problems with the key itself. */
    String whereKey(Node key) {
        return place(file, key.getStartMark());
    }

    static String place(String file, Mark mark) {
        return file + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
    }
}
