package io.kubeferry.installer.phase.prepare;

import io.kubeferry.installer.service.KubeVip;
import io.kubeferry.installer.site.ControlPlaneEndpoint.Provider;
import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.Site;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The nodes' names in {@code /etc/hosts}: an isolated site has no DNS to ask. */
final class HostNames {
    private static final String BEGIN = "# BEGIN kubeferry: the nodes of this site\n";
    private static final String END = "# END kubeferry\n";

    /** Address and name. */
    private final List<String> lines;

    HostNames(Site site, Node node) {
        this.lines = new ArrayList<>(site.nodes().stream()
                .map(each -> each.address() + " " + each.name())
                .toList());
        if (node.isControlPlane() && site.endpoint().provider() == Provider.KUBE_VIP) {
            lines.add(KubeVip.LOCAL_NAME);
        }
    }

    /** Whether every name leads to its address, whoever wrote that. */
    boolean areKnownTo(String hostsFile) {
        List<List<String>> known = hostsFile
                .lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .map(line -> Arrays.asList(line.split("\\s+")))
                .toList();
        return lines.stream()
                .map(line -> line.split(" "))
                .allMatch(wanted ->
                        known.stream().anyMatch(words -> words.get(0).equals(wanted[0]) && words.contains(wanted[1])));
    }

    /** The file with our lines at its end, and without those of an earlier run. */
    String addedTo(String hostsFile) {
        StringBuilder block = new StringBuilder(BEGIN);
        lines.forEach(line -> block.append(line + "\n"));
        return withoutBlock(hostsFile) + block + END;
    }

    private static String withoutBlock(String text) {
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END, Math.max(begin, 0));
        return begin < 0 || end < 0 ? text : text.substring(0, begin) + text.substring(end + END.length());
    }
}
