package io.kubeferry.installer.facts;

import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.image.Platform;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What {@code observe.sh} printed: lines of a key and its fields, separated by tabs, {@code end} last.
 *
 * @param fields key to the fields of each of its lines, in order
 */
record NodeReport(Map<String, List<String>> fields) {
    private static final Map<String, String> ARCHITECTURES =
            Map.of("x86_64", "amd64", "aarch64", "arm64", "armv7l", "arm", "ppc64le", "ppc64le", "s390x", "s390x");
    private static final long KIB = 1024;

    /**
     * Reads the script's output.
     *
     * @throws IllegalArgumentException where its last line is missing
     */
    static NodeReport parse(String output) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String line : output.lines().toList()) {
            int tab = line.indexOf('\t');
            String key = tab < 0 ? line : line.substring(0, tab);
            String rest = tab < 0 ? "" : line.substring(tab + 1);
            fields.computeIfAbsent(key, k -> new ArrayList<>()).add(rest);
        }
        if (!fields.containsKey("end")) {
            throw new IllegalArgumentException(
                    "the report breaks off after " + output.lines().count() + " lines");
        }
        return new NodeReport(fields);
    }

    /** The systemd units of detached actions that still run. */
    Set<String> running() {
        return Set.copyOf(all("running"));
    }

    NodeFacts facts(String node) {
        List<String> changes = all("change");
        return new NodeFacts(
                node,
                system(),
                files(),
                map("service", Function.identity()),
                map("action", exit -> Integer.parseInt(exit.strip())),
                blobs(),
                map("link", Function.identity()),
                Set.copyOf(all("image")),
                loose(changes),
                changes,
                Set.copyOf(all("original")));
    }

    private SystemFacts system() {
        return new SystemFacts(
                one("hostname"),
                one("os"),
                new Platform("linux", ARCHITECTURES.getOrDefault(one("arch"), one("arch"))),
                one("kernel"),
                one("glibc"),
                Integer.parseInt(one("cpus")),
                Long.parseLong(one("memory-kib")) * KIB,
                map("free-kib", kib -> Long.parseLong(kib) * KIB),
                Long.parseLong(one("clock")),
                one("machine-id"),
                addresses(),
                !all("swap").isEmpty(),
                Set.copyOf(all("command")),
                all("listening").stream().map(Integer::valueOf).collect(Collectors.toSet()),
                modules("loaded"),
                modules("loadable"),
                map("sysctl", Function.identity()),
                Integer.parseInt(one("cgroup")),
                all("may").contains("raise-oom-score"),
                all("may").contains("write-conntrack"),
                Integer.parseInt(one("uid")),
                nameservers(),
                all("route").contains("default"),
                all("hosts").stream().map(line -> line + "\n").collect(Collectors.joining()),
                details());
    }

    private HostDetails details() {
        return new HostDetails(
                one("os-id"),
                one("os-version"),
                words("os-like"),
                Set.copyOf(all("package")),
                map("mac", Function.identity()),
                one("product-uuid"),
                Set.copyOf(all("noexec")),
                one("selinux").isEmpty() ? "disabled" : one("selinux"),
                one("firewall-zone"),
                Set.copyOf(all("wildcard")),
                map("network", Function.identity()),
                Set.copyOf(all("controller")),
                all("may").contains("keep-time"),
                one("ca-since").isEmpty() ? 0 : Long.parseLong(one("ca-since")));
    }

    private Set<String> words(String key) {
        return one(key).isBlank() ? Set.of() : Set.of(one(key).strip().split("\\s+"));
    }

    private Map<String, Set<String>> addresses() {
        Map<String, Set<String>> interfaces = new TreeMap<>();
        for (String line : all("address")) {
            interfaces.computeIfAbsent(first(line), k -> new HashSet<>()).add(rest(line));
        }
        return interfaces;
    }

    private Set<String> modules(String state) {
        return all("module").stream()
                .filter(line -> rest(line).equals(state))
                .map(NodeReport::first)
                .collect(Collectors.toSet());
    }

    private Set<String> nameservers() {
        return all("nameserver").stream()
                .map(String::strip)
                .filter(server -> !server.startsWith("127.") && !server.equals("::1"))
                .collect(Collectors.toSet());
    }

    /** {@code <hex> <path>}: the digest first, as sha256sum prints it. */
    private Map<String, Digest> files() {
        Map<String, Digest> files = new TreeMap<>();
        all("file").forEach(line -> files.put(rest(line), new Digest(first(line))));
        return files;
    }

    /** {@code <folder of the blob, named by its hex> <size>}. */
    private Map<String, Long> blobs() {
        Map<String, Long> blobs = new TreeMap<>();
        for (String line : all("blob")) {
            String folder = first(line);
            blobs.put(folder.substring(folder.lastIndexOf('/') + 1), Long.valueOf(rest(line)));
        }
        return blobs;
    }

    private Set<String> loose(List<String> changes) {
        return all("loose").stream()
                .filter(path -> !changes.contains("file\t" + path))
                .collect(Collectors.toSet());
    }

    private <T> Map<String, T> map(String key, Function<String, T> value) {
        Map<String, T> map = new TreeMap<>();
        all(key).forEach(line -> map.put(first(line), value.apply(rest(line))));
        return map;
    }

    private String one(String key) {
        List<String> lines = all(key);
        return lines.isEmpty() ? "" : lines.get(0);
    }

    private List<String> all(String key) {
        return fields.getOrDefault(key, List.of());
    }

    private static String first(String line) {
        int tab = line.indexOf('\t');
        return tab < 0 ? line : line.substring(0, tab);
    }

    private static String rest(String line) {
        return line.substring(line.indexOf('\t') + 1);
    }
}
