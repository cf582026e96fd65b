package io.kubeferry.manifests.document;

import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.failure.Problems;
import java.io.StringReader;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads one YAML file of ours. */
public final class Document {
    private static final int CODE_POINT_LIMIT = 16 << 20;

    private Document() {}

    /**
     * Reads and checks a file.
     *
     * @param name how the file is named in problems
     * @param text the whole file
     * @param shape what it may hold
     * @return the file's root, known to have that shape
     * @throws Failure with {@link ExitCode#INVALID_INPUT} and every problem found
     */
    public static YamlValue read(String name, String text, Shape shape) {
        YamlValue root = parse(name, text);
        Problems problems = new Problems();
        shape.check(root, problems);
        problems.throwIfAny(ExitCode.INVALID_INPUT);
        return root;
    }

    private static YamlValue parse(String name, String text) {
        try {
            Node node = new Yaml(options()).compose(new StringReader(text));
            if (node == null) {
                throw invalid(name, "the file is empty", "print an example with the 'init' or 'schema' command");
            }
            return new YamlValue(name, "", node);
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            String where = mark == null ? name : YamlValue.place(name, mark);
            throw invalid(where, "not YAML: " + e.getProblem(), "correct the file at this place");
        } catch (YAMLException e) {
            throw invalid(
                    name,
                    "not YAML: " + e.getMessage(),
                    "correct the file; here no list and no mapping can stand at a second place by an alias");
        }
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(CODE_POINT_LIMIT);
        // Collections are not shared by alias in these files: a cycle or an exploding alias cannot be written at all.
        options.setMaxAliasesForCollections(0);
        return options;
    }

    private static Failure invalid(String where, String what, String next) {
        return Failure.of(ExitCode.INVALID_INPUT, where, what, next);
    }
}
