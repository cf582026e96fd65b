package io.kubeferry.installer.facts;

import io.kubeferry.manifests.content.Digest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What {@code observe.sh} printed. */
record NodeReport(ReportFields fields) {
    /**
     * Reads the script's output.
     *
     * @throws IllegalArgumentException where its last line is missing
     */
    static NodeReport parse(String output) {
        return new NodeReport(ReportFields.parse(output));
    }

    /** The systemd units of detached actions that still run. */
    Set<String> running() {
        return fields.set("running");
    }

    NodeFacts facts(String node) {
        List<String> changes = fields.all("change");
        return new NodeFacts(
                node,
                new MachineReport(fields).machine(),
                files(),
                fields.map("service", Function.identity()),
                fields.map("action", exit -> Integer.parseInt(exit.strip())),
                blobs(),
                fields.map("link", Function.identity()),
                fields.set("image"),
                loose(changes),
                changes,
                fields.set("original"));
    }

    /** {@code <hex> <path>}: the digest first, as sha256sum prints it. */
    private Map<String, Digest> files() {
        Map<String, Digest> files = new TreeMap<>();
        fields.all("file").forEach(line -> files.put(ReportFields.rest(line), new Digest(ReportFields.first(line))));
        return files;
    }

    /** {@code <folder of the blob, named by its hex> <size>}. */
    private Map<String, Long> blobs() {
        Map<String, Long> blobs = new TreeMap<>();
        for (String line : fields.all("blob")) {
            String folder = ReportFields.first(line);
            blobs.put(folder.substring(folder.lastIndexOf('/') + 1), Long.valueOf(ReportFields.rest(line)));
        }
        return blobs;
    }

    private Set<String> loose(List<String> changes) {
        return fields.all("loose").stream()
                .filter(path -> !changes.contains("file\t" + path))
                .collect(Collectors.toSet());
    }
}
