package io.kubeferry.manifests.kubernetes;

import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.util.IdentityHashMap;
import java.util.Map;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * How large a document is once its aliases are written out. The search for images looks at each node once and is never held
 * up, but whoever applies the manifest writes them out: Kubernetes' reader gives up on what explodes, and the site would
 * find out.
 */
final class WrittenOut {
    /** Keys and values of one document, aliases written out; ten times as many as may be written by hand. */
    static final long VALUES = 10L * BoundedParser.VALUES;

    private static final long UNDER_WAY = -1;
    private static final String NEXT =
            "Kubernetes does not read such a manifest: write out what the aliases stand for, or take another one";

    private final String name;
    private final Map<Node, Long> sizes = new IdentityHashMap<>();

    private WrittenOut(String name) {
        this.name = name;
    }

    /** @throws Failure where the document would be too large, or has no end */
    static void requireBounded(String name, Node document) {
        new WrittenOut(name).sizeOf(document);
    }

    private long sizeOf(Node node) {
        if (!(node instanceof CollectionNode)) {
            return 1;
        }
        Long known = sizes.get(node);
        if (known != null) {
            if (known == UNDER_WAY) {
                throw refused(node, "it holds an alias of itself, and has no end");
            }
            return known;
        }
        sizes.put(node, UNDER_WAY);
        long size = 1;
        if (node instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                size += sizeOf(item);
            }
        } else if (node instanceof MappingNode mapping) {
            for (var tuple : mapping.getValue()) {
                size += sizeOf(tuple.getKeyNode()) + sizeOf(tuple.getValueNode());
            }
        }
        if (size > VALUES) {
            throw refused(node, "with its aliases written out it has more than " + VALUES + " keys and values");
        }
        sizes.put(node, size);
        return size;
    }

    private Failure refused(Node node, String what) {
        return Failure.of(ExitCode.INVALID_INPUT, ManifestNodes.place(name, node.getStartMark()), what, NEXT);
    }
}
