package io.kubeferry.installer.facts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a script printed: lines of a key and its fields, separated by tabs, {@code end} last.
 *
 * @param lines key to the fields of each of its lines, in order
 */
record ReportFields(Map<String, List<String>> lines) {
    /**
     * Reads the script's output.
     *
     * @throws IllegalArgumentException where its last line is missing
     */
    static ReportFields parse(String output) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String line : output.lines().toList()) {
            int tab = line.indexOf('\t');
            String key = tab < 0 ? line : line.substring(0, tab);
            fields.computeIfAbsent(key, k -> new ArrayList<>()).add(tab < 0 ? "" : line.substring(tab + 1));
        }
        if (!fields.containsKey("end")) {
            throw new IllegalArgumentException(
                    "the report breaks off after " + output.lines().count() + " lines");
        }
        return new ReportFields(fields);
    }

    List<String> all(String key) {
        return lines.getOrDefault(key, List.of());
    }

    Set<String> set(String key) {
        return Set.copyOf(all(key));
    }

    boolean has(String key) {
        return !all(key).isEmpty();
    }

    /** The only line of a key; empty where it has none. */
    String one(String key) {
        List<String> found = all(key);
        return found.isEmpty() ? "" : found.get(0);
    }

    int number(String key) {
        return Integer.parseInt(one(key));
    }

    /** The words of a key's only line. */
    Set<String> words(String key) {
        return one(key).isBlank() ? Set.of() : Set.of(one(key).strip().split("\\s+"));
    }

    /** The first field of each line to the rest of it. */
    <T> Map<String, T> map(String key, Function<String, T> value) {
        Map<String, T> map = new TreeMap<>();
        all(key).forEach(line -> map.put(first(line), value.apply(rest(line))));
        return map;
    }

    static String first(String line) {
        int tab = line.indexOf('\t');
        return tab < 0 ? line : line.substring(0, tab);
    }

    static String rest(String line) {
        return line.substring(line.indexOf('\t') + 1);
    }
}
