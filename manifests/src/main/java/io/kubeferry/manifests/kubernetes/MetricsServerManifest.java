package io.kubeferry.manifests.kubernetes;

import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * metrics-server's manifest. It asks every kubelet over TLS and trusts certificates that the cluster's authority signed. A
 * kubelet has such a one only where its configuration says {@code serverTLSBootstrap: true} and somebody approves its
 * requests; otherwise it signs its own, and metrics-server never becomes ready unless it is told not to check.
 */
public final class MetricsServerManifest {
    private static final String NAME = "metrics-server's manifest";
    private static final String WORKLOAD = "metrics-server";
    private static final String ARGUMENT = "--kubelet-insecure-tls";
    private static final NodePath CONTAINERS = NodePath.parse("spec.template.spec.containers[]");

    private MetricsServerManifest() {}

    /**
     * The manifest, told not to check the kubelets' certificates; as it is where it is told so already.
     *
     * @throws Failure with {@link ExitCode#INVALID_INPUT} where it has no such container, or one without arguments
     */
    public static String withUncheckedKubelets(String manifest) {
        List<Node> documents = ManifestNodes.of(NAME, manifest);
        NodeTuple arguments = arguments(documents);
        SequenceNode list = list(arguments);
        if (texts(list).contains(ARGUMENT)) {
            return manifest;
        }
        String changed = inserted(new TextOfNodes(manifest), arguments, list);
        List<Node> others = ManifestNodes.of(NAME, changed);
        SequenceNode after = list(arguments(others));
        NodeComparison comparison = new NodeComparison(list, after);
        boolean kept = comparison.same(documents, others)
                && texts(after).get(0).equals(ARGUMENT)
                && texts(after).subList(1, texts(after).size()).equals(texts(list));
        if (!kept) {
            throw ManifestNodes.invalid(
                    ManifestNodes.place(NAME, list.getStartMark()), ARGUMENT + " cannot be added alone");
        }
        return changed;
    }

    private static String inserted(TextOfNodes text, NodeTuple arguments, SequenceNode list) {
        if (list.getFlowStyle() == FlowStyle.FLOW) {
            int at = text.start(list) + 1;
            return text.replaced(at, at, '"' + ARGUMENT + '"' + (list.getValue().isEmpty() ? "" : ", "));
        }
        int line = text.nextLine(text.end(arguments.getKeyNode()));
        String indent = " ".repeat(text.dashColumn(list));
        return text.replaced(line, line, indent + "- " + ARGUMENT + text.lineEnd());
    }

    private static NodeTuple arguments(List<Node> documents) {
        List<NodeTuple> found = documents.stream()
                .flatMap(document -> ObjectNodes.of(document).stream())
                .filter(object -> ObjectNodes.is(object, "Deployment", WORKLOAD))
                .flatMap(object -> CONTAINERS.in(object).stream())
                .filter(each -> ManifestNodes.text(each, "name")
                        .filter(WORKLOAD::equals)
                        .isPresent())
                .flatMap(container -> ((MappingNode) container).getValue().stream())
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals("args"))
                .toList();
        if (found.size() != 1) {
            throw ManifestNodes.invalid(
                    NAME,
                    "it has " + found.size() + " times arguments of a container " + WORKLOAD + ", expected is once");
        }
        return found.get(0);
    }

    private static SequenceNode list(NodeTuple arguments) {
        if (arguments.getValueNode() instanceof SequenceNode list) {
            return list;
        }
        throw ManifestNodes.invalid(
                ManifestNodes.place(NAME, arguments.getValueNode().getStartMark()), "the arguments are no list");
    }

    private static List<String> texts(SequenceNode list) {
        return list.getValue().stream()
                .map(item -> item instanceof ScalarNode scalar ? scalar.getValue() : "")
                .toList();
    }
}
