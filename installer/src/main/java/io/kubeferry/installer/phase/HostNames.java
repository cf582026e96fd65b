package io.kubeferry.installer.phase;

import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.Site;
import java.util.Arrays;
import java.util.List;

/** The nodes' names in {@code /etc/hosts}: an isolated site has no DNS to ask. */
final class HostNames {
    private static final String BEGIN = "# BEGIN kubeferry: the nodes of this site\n";
    private static final String END = "# END kubeferry\n";

    private final List<Node> nodes;

    HostNames(Site site) {
        this.nodes = site.nodes();
    }

    /** Whether every node's name leads to its address, whoever wrote that. */
    boolean areKnownTo(String hostsFile) {
        List<List<String>> lines = hostsFile
                .lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .map(line -> Arrays.asList(line.split("\\s+")))
                .toList();
        return nodes.stream()
                .allMatch(node -> lines.stream()
                        .anyMatch(words -> words.get(0).equals(node.address()) && words.contains(node.name())));
    }

    /** The file with our lines at its end, and without those of an earlier run. */
    String addedTo(String hostsFile) {
        StringBuilder block = new StringBuilder(BEGIN);
        nodes.forEach(node -> block.append(node.address() + " " + node.name() + "\n"));
        return withoutBlock(hostsFile) + block + END;
    }

    private static String withoutBlock(String text) {
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END, Math.max(begin, 0));
        return begin < 0 || end < 0 ? text : text.substring(0, begin) + text.substring(end + END.length());
    }
}
