package io.kubeferry.manifests.kubernetes;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Where nodes stand in the text they were read from, in Java's characters. */
record TextOfNodes(String text) {
    int start(Node node) {
        return text.offsetByCodePoints(0, node.getStartMark().getIndex());
    }

    /** Behind the last character; for a block, what follows it up to the next token belongs to it. */
    int end(Node node) {
        return text.offsetByCodePoints(0, node.getEndMark().getIndex());
    }

    /** The beginning of the line after a place. */
    int nextLine(int place) {
        int end = text.indexOf('\n', place);
        return end < 0 ? text.length() : end + 1;
    }

    /** How the text ends its lines. */
    String lineEnd() {
        return text.contains("\r\n") ? "\r\n" : "\n";
    }

    /** The column of the dash before a block list's first item. */
    int dashColumn(Node list) {
        int dash = text.lastIndexOf('-', start(((SequenceNode) list).getValue().get(0)) - 1);
        return dash - (text.lastIndexOf('\n', dash) + 1);
    }

    /** Looks from one node's beginning to another one's end. */
    Matcher matcher(Pattern pattern, Node from, Node to) {
        return pattern.matcher(text).region(start(from), end(to));
    }

    String replaced(int start, int end, String replacement) {
        return text.substring(0, start) + replacement + text.substring(end);
    }
}
