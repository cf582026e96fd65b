package io.kubeferry.manifests.kubernetes;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads YAML as far as a document stays within limits that no manifest of a person's or a generator's comes near. It ends
 * at the place where one is passed, before what follows takes memory.
 */
final class BoundedParser implements Parser {
    /** Keys and values of one document; a node takes about 200 bytes of memory. Calico's largest document has 40 000. */
    static final int VALUES = 500_000;

    /** Aliases of one document. Kubernetes' own reader gives up on a document that is mostly aliases. */
    static final int ALIASES = 1000;

    /** Schemas of custom resources that hold a whole pod are nested deeper than SnakeYAML's 50. */
    static final int DEPTH = 200;

    private final String name;
    private final Parser parser;
    private int values;
    private int aliases;
    private int depth;

    BoundedParser(String name, String text, LoaderOptions options) {
        this.name = name;
        this.parser = new ParserImpl(new StreamReader(text), options);
    }

    @Override
    public boolean checkEvent(Event.ID choice) {
        return parser.checkEvent(choice);
    }

    @Override
    public Event peekEvent() {
        return parser.peekEvent();
    }

    @Override
    public Event getEvent() {
        Event event = parser.getEvent();
        if (event instanceof DocumentStartEvent) {
            values = 0;
            aliases = 0;
        }
        values = bounded(values + 1, VALUES, "keys and values in one document", event.getStartMark());
        if (event instanceof AliasEvent) {
            aliases = bounded(aliases + 1, ALIASES, "aliases in one document", event.getStartMark());
        } else if (event instanceof CollectionStartEvent) {
            depth = bounded(depth + 1, DEPTH, "levels of nesting", event.getStartMark());
        } else if (event instanceof CollectionEndEvent) {
            depth--;
        }
        return event;
    }

    private int bounded(int value, int limit, String what, Mark mark) {
        if (value > limit) {
            throw ManifestNodes.invalid(
                    ManifestNodes.place(name, mark), "more than " + limit + " " + what + ": no manifest is like this");
        }
        return value;
    }
}
