package io.kubeferry.manifests.kubernetes;

import io.kubeferry.manifests.failure.Failure;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The environment of one container in a manifest's text. A variable is set where it stands; where upstream has it as a
 * comment, in the comment's place; else as the first of the list. Every other character stays as it is.
 *
 * @param name how the manifest is named in problems
 * @param daemonSet the DaemonSet with the container
 */
record ContainerEnvironment(String name, String daemonSet, String container) {
    private static final String ENV = "env";
    private static final NodePath CONTAINERS = NodePath.parse("spec.template.spec.containers[]");

    /** The plain value of a variable. */
    Optional<String> valueOf(String manifest, String variable) {
        return find(manifest).entries(variable).stream()
                .findFirst()
                .flatMap(entry -> ManifestNodes.text(entry, "value"));
    }

    /**
     * The manifest with this value of a variable.
     *
     * @throws Failure where the manifest has no such container, or the variable cannot be set and all else kept
     */
    String with(String manifest, String variable, String value) {
        Found before = find(manifest);
        String changed = edited(manifest, before, variable, value);
        Found after = find(changed);
        List<Node> entries = after.entries(variable);
        boolean set = entries.size() == 1
                && ManifestNodes.text(entries.get(0), "value")
                        .filter(value::equals)
                        .isPresent();
        if (!set || !before.isSameBut(after, variable)) {
            throw refused(before.container, variable, "it cannot be set without a change of something else");
        }
        return changed;
    }

    private Found find(String manifest) {
        List<Node> documents = ManifestNodes.of(name, manifest);
        List<MappingNode> found = documents.stream()
                .flatMap(document -> ObjectNodes.of(document).stream())
                .filter(object -> ObjectNodes.is(object, "DaemonSet", daemonSet))
                .flatMap(object -> CONTAINERS.in(object).stream())
                .filter(MappingNode.class::isInstance)
                .map(MappingNode.class::cast)
                .filter(each -> ManifestNodes.text(each, "name")
                        .filter(container::equals)
                        .isPresent())
                .toList();
        if (found.size() != 1) {
            throw ManifestNodes.invalid(
                    name,
                    "it has " + found.size() + " containers " + container + " in a DaemonSet " + daemonSet
                            + ", expected is one");
        }
        return new Found(documents, found.get(0));
    }

    private String edited(String manifest, Found found, String variable, String value) {
        TextOfNodes text = new TextOfNodes(manifest);
        List<Node> entries = found.entries(variable);
        if (entries.size() > 1) {
            throw refused(found.container, variable, "it is there " + entries.size() + " times");
        }
        if (entries.size() == 1) {
            return replaced(text, entries.get(0), variable, value);
        }
        Optional<NodeTuple> env = found.own(ENV);
        if (env.isEmpty()) {
            return withList(text, found, variable, value);
        }
        if (env.get().getValueNode().getStartMark().getIndex()
                < env.get().getKeyNode().getStartMark().getIndex()) {
            throw refused(env.get().getKeyNode(), variable, "the list is an alias of one that stands elsewhere");
        }
        return commented(text, env.get(), variable, value).orElseGet(() -> inserted(text, env.get(), variable, value));
    }

    private String replaced(TextOfNodes text, Node entry, String variable, String value) {
        Node given = ManifestNodes.find(entry, "value").orElse(entry);
        boolean plain = given instanceof ScalarNode scalar
                && scalar.getScalarStyle() != ScalarStyle.LITERAL
                && scalar.getScalarStyle() != ScalarStyle.FOLDED
                && text.start(given) < text.end(given);
        if (!plain) {
            throw refused(entry, variable, "it has no value in plain text");
        }
        return text.replaced(text.start(given), text.end(given), quoted(value));
    }

    /** In the place of two lines such as {@code # - name: X} and {@code #   value: "y"}, if they are there once. */
    private static Optional<String> commented(TextOfNodes text, NodeTuple env, String variable, String value) {
        if (!isBlockList(env.getValueNode())) {
            return Optional.empty();
        }
        Pattern lines = Pattern.compile("(?m)^[ ]*#[ ]*- name:[ ]*[\"']?" + Pattern.quote(variable)
                + "[\"']?[ ]*(\r?\n)[ ]*#[ ]*value:[^\r\n]*");
        Matcher matcher = text.matcher(lines, env.getKeyNode(), env.getValueNode());
        if (!matcher.find()) {
            return Optional.empty();
        }
        int start = matcher.start();
        int end = matcher.end();
        String entry = entry(" ".repeat(text.dashColumn(env.getValueNode())), variable, value, matcher.group(1));
        return matcher.find() ? Optional.empty() : Optional.of(text.replaced(start, end, entry));
    }

    private static String inserted(TextOfNodes text, NodeTuple env, String variable, String value) {
        Node list = env.getValueNode();
        if (list instanceof SequenceNode sequence && sequence.getFlowStyle() == FlowStyle.FLOW) {
            int at = text.start(list) + 1;
            return text.replaced(
                    at, at, flowEntry(variable, value) + (sequence.getValue().isEmpty() ? "" : ", "));
        }
        int column = isBlockList(list)
                ? text.dashColumn(list)
                : env.getKeyNode().getStartMark().getColumn() + 2;
        int line = text.nextLine(text.end(env.getKeyNode()));
        String lineEnd = text.lineEnd();
        return text.replaced(line, line, entry(" ".repeat(column), variable, value, lineEnd) + lineEnd);
    }

    /** With a list where the container has none: behind its name. */
    private String withList(TextOfNodes text, Found found, String variable, String value) {
        NodeTuple named = found.own("name")
                .orElseThrow(() -> refused(found.container, variable, "the container's name stands elsewhere"));
        int at = text.end(named.getValueNode());
        if (found.container.getFlowStyle() == FlowStyle.FLOW) {
            return text.replaced(at, at, ", \"env\": [" + flowEntry(variable, value) + "]");
        }
        int line = text.nextLine(at);
        String indent = " ".repeat(named.getKeyNode().getStartMark().getColumn());
        String lineEnd = text.lineEnd();
        return text.replaced(line, line, indent + "env:" + lineEnd + entry(indent, variable, value, lineEnd) + lineEnd);
    }

    private static boolean isBlockList(Node node) {
        return node instanceof SequenceNode sequence && sequence.getFlowStyle() == FlowStyle.BLOCK;
    }

    private static String entry(String indent, String variable, String value, String lineEnd) {
        return indent + "- name: " + variable + lineEnd + indent + "  value: " + quoted(value);
    }

    private static String flowEntry(String variable, String value) {
        return "{\"name\": \"" + variable + "\", \"value\": " + quoted(value) + "}";
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private Failure refused(Node node, String variable, String what) {
        return ManifestNodes.invalid(
                ManifestNodes.place(name, node.getStartMark()), variable + " of container " + container + ": " + what);
    }

    /** The manifest's documents, and the container in them. */
    private record Found(List<Node> documents, MappingNode container) {
        List<Node> entries(String variable) {
            return ManifestNodes.find(container, ENV).map(Found::items).orElse(List.of()).stream()
                    .filter(entry -> isOf(entry, variable))
                    .toList();
        }

        /** The entry of the container itself, not of one that it is merged with. */
        Optional<NodeTuple> own(String key) {
            return container.getValue().stream()
                    .filter(tuple -> isKey(tuple, key))
                    .findFirst();
        }

        boolean isSameBut(Found other, String variable) {
            NodeComparison comparison = new NodeComparison(container, other.container);
            return comparison.same(documents, other.documents)
                    && comparison.sameEntries(withoutEnv(), other.withoutEnv())
                    && comparison.same(without(variable), other.without(variable));
        }

        private List<NodeTuple> withoutEnv() {
            return container.getValue().stream()
                    .filter(tuple -> !isKey(tuple, ENV))
                    .toList();
        }

        private List<Node> without(String variable) {
            return ManifestNodes.find(container, ENV).map(Found::items).orElse(List.of()).stream()
                    .filter(entry -> !isOf(entry, variable))
                    .toList();
        }

        private static List<Node> items(Node list) {
            return list instanceof SequenceNode sequence ? sequence.getValue() : List.of();
        }

        private static boolean isOf(Node entry, String variable) {
            return ManifestNodes.text(entry, "name").filter(variable::equals).isPresent();
        }

        private static boolean isKey(NodeTuple tuple, String key) {
            return tuple.getKeyNode() instanceof ScalarNode scalar
                    && scalar.getValue().equals(key);
        }
    }
}
