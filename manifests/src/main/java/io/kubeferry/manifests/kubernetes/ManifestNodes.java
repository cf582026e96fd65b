package io.kubeferry.manifests.kubernetes;

import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.resolver.Resolver;

/** The documents of a Kubernetes manifest as YAML nodes: nothing is built from them, aliases are not expanded. */
final class ManifestNodes {
    /** The next step where no better one is known. */
    static final String NEXT = "correct the manifest, or take another one";

    private static final String MERGE = "<<";

    private ManifestNodes() {}

    /** All documents that are not empty, in their order. */
    static List<Node> of(String name, String manifest) {
        List<Node> documents = new ArrayList<>();
        each(name, manifest, documents::add);
        return documents;
    }

    /**
     * Gives one document after another, so that no more than one needs to be in memory.
     *
     * @throws Failure where the manifest is not YAML, passes a limit, or has a document that is not a mapping
     */
    static void each(String name, String manifest, Consumer<Node> documents) {
        boolean any = false;
        try {
            Composer composer = new Composer(
                    new BoundedParser(name, ManifestText.readable(name, manifest), options()),
                    new Resolver(),
                    options());
            while (composer.checkNode()) {
                Node document = composer.getNode();
                if (!document.getTag().equals(Tag.NULL)) {
                    WrittenOut.requireBounded(name, document);
                    documents.accept(requireObject(name, document));
                    any = true;
                }
            }
        } catch (MarkedYAMLException e) {
            throw unreadable(name, manifest, place(name, e.getProblemMark()), e.getProblem());
        } catch (ReaderException e) {
            throw unreadable(
                    name,
                    manifest,
                    ManifestText.endOf(name, before(manifest, e.getPosition())),
                    String.format("it has the character U+%04X", e.getCodePoint()));
        } catch (YAMLException e) {
            throw unreadable(name, manifest, name, e.getMessage());
        }
        if (!any) {
            throw invalid(name + ":1:1", "it has no document: " + manifest.length() + " characters, no object in them");
        }
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        // The parser's own limits are told with their place, these only must not come before.
        options.setCodePointLimit(Integer.MAX_VALUE);
        options.setMaxAliasesForCollections(Integer.MAX_VALUE);
        options.setNestingDepthLimit(BoundedParser.DEPTH + 1);
        return options;
    }

    private static Node requireObject(String name, Node document) {
        if (document instanceof MappingNode) {
            return document;
        }
        String what = document instanceof SequenceNode ? "a list" : "a text";
        throw Failure.of(
                ExitCode.INVALID_INPUT,
                place(name, document.getStartMark()),
                "a document is " + what + ", not a Kubernetes object",
                "look into the file: did a server send a web page instead of the manifest?");
    }

    private static Failure unreadable(String name, String manifest, String where, String problem) {
        String next = Templates.hint(manifest).orElse(NEXT);
        return Failure.of(ExitCode.INVALID_INPUT, where, "not YAML: " + problem, next);
    }

    /** The value under a key of a mapping, or of one that it is merged with by {@code <<}. */
    static Optional<Node> find(Node node, String key) {
        return values(node, key).stream().findFirst();
    }

    /**
     * Everything that a reader may take for the value of a key. It is one value but in two cases on which readers differ:
     * a key that is there twice, and a key before a {@code <<} that brings it too; then all of them, the mapping's own
     * first.
     */
    static List<Node> values(Node node, String key) {
        List<Node> values = new ArrayList<>();
        collect(node, key, values, Collections.newSetFromMap(new IdentityHashMap<>()));
        return values;
    }

    private static void collect(Node node, String key, List<Node> values, Set<Node> seen) {
        if (!(node instanceof MappingNode mapping) || !seen.add(node)) {
            return;
        }
        Node merged = null;
        boolean own = false;
        for (NodeTuple tuple : mapping.getValue()) {
            String name = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (name.equals(key)) {
                values.add(tuple.getValueNode());
                own = true;
                merged = null;
            } else if (name.equals(MERGE)) {
                merged = tuple.getValueNode();
            }
        }
        if (merged instanceof SequenceNode several) {
            List<Node> inherited = new ArrayList<>();
            several.getValue().forEach(one -> collect(one, key, inherited, seen));
            inherited.stream().limit(1).forEach(values::add);
        } else if (merged != null) {
            collect(merged, key, values, seen);
        }
    }

    /** The text under a key of a mapping. */
    static Optional<String> text(Node node, String key) {
        return find(node, key).filter(ScalarNode.class::isInstance).map(value -> ((ScalarNode) value).getValue());
    }

    static String place(String name, Mark mark) {
        return mark == null ? name : name + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
    }

    /** The text before the character with this index, counted in code points. */
    private static String before(String manifest, int index) {
        int count = Math.min(index, manifest.codePointCount(0, manifest.length()));
        return manifest.substring(0, manifest.offsetByCodePoints(0, count));
    }

    static Failure invalid(String where, String what) {
        return Failure.of(ExitCode.INVALID_INPUT, where, what, NEXT);
    }
}
