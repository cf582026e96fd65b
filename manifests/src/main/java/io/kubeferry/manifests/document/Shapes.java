package io.kubeferry.manifests.document;

import java.util.function.Function;
import java.util.regex.Pattern;

/** The words that a {@link Shape} is written with. */
public final class Shapes {
    private Shapes() {}

    /** Any text. */
    public static TextShape text() {
        return new TextShape("a text", Pattern.compile("(?s).+"), text -> text);
    }

    /**
     * A text of a certain form.
     *
     * @param what the form in words, such as {@code a name of lower-case letters, digits and '-'}
     */
    public static TextShape text(String what, String pattern) {
        return new TextShape(what, Pattern.compile(pattern), text -> text);
    }

    /**
     * A text that a domain type parses.
     *
     * @param parse throws IllegalArgumentException with what is wrong
     */
    public static TextShape parsed(String what, Function<String, ?> parse) {
        return new TextShape(what, Pattern.compile("(?s).+"), parse);
    }

    /** Exactly this text. */
    public static TextShape constant(String value) {
        return new TextShape("'" + value + "'", Pattern.compile(Pattern.quote(value)), text -> text);
    }

    /** A whole number within limits, both included. */
    public static IntegerShape integer(long least, long most) {
        return new IntegerShape(least, most);
    }

    /** {@code true} or {@code false}. */
    public static Shape bool() {
        return new BooleanShape();
    }

    /** A list whose items all have one shape. */
    public static ListShape list(Shape item) {
        return new ListShape(item, 0);
    }

    /** A mapping with known keys; add them with {@link MappingShape#required} and {@link MappingShape#optional}. */
    public static MappingShape mapping() {
        return MappingShape.empty();
    }

    /** A mapping that another program reads, with whatever is in it; {@link YamlValue#tree} gives it. */
    public static Shape tree() {
        return new TreeShape();
    }

    /** A mapping whose keys a person chooses. */
    public static DictionaryShape dictionary(TextShape key, Shape value) {
        return new DictionaryShape(key, value);
    }
}
