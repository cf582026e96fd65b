package io.kubeferry.manifests.kubernetes;

import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
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
    /** Keys and values of one document; so many take about 40 MB of memory. The largest document of Calico has 2006. */
    static final int VALUES = 100_000;

    /** Characters of one document. An object that the API stores has at most 1.5 MiB, only Lists can be longer. */
    static final int CHARACTERS = 4 << 20;

    /** Aliases of one document. Kubernetes' own reader gives up on a document that is mostly aliases. */
    static final int ALIASES = 1000;

    /** Schemas of custom resources that hold a whole pod are nested deeper than SnakeYAML's 50. */
    static final int DEPTH = 200;

    private final String name;
    private final Parser parser;
    private int start;
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
            start = event.getStartMark().getIndex();
            values = 0;
            aliases = 0;
        }
        values = bounded(values + 1, VALUES, "keys and values in one document", event.getStartMark());
        bounded(event.getEndMark().getIndex() - start, CHARACTERS, "characters in one document", event.getStartMark());
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
            throw Failure.of(
                    ExitCode.INVALID_INPUT,
                    ManifestNodes.place(name, mark),
                    "more than " + limit + " " + what,
                    "look into the file: no upstream's manifest is like this; a long List may be split with '---' lines");
        }
        return value;
    }
}
