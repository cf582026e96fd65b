package io.kubeferry.lab.upstream;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A file that says which requests fail how, one rule a line: {@code TIMES FAULT PATTERN}. TIMES is a number or
 * {@code always}, FAULT as in {@link Fault}, PATTERN a regular expression that is looked for in {@code METHOD /path}. The first
 * rule that fits and is not used up counts. The file may be changed while the server runs: its counts begin anew then.
 */
final class Faults {
    private final Path file;
    private String text = "";
    private List<Rule> rules = List.of();

    Faults(Path file) {
        this.file = file;
    }

    private static final class Rule {
        private final Fault fault;
        private final Pattern pattern;
        private int left;

        Rule(String line) {
            String[] parts = line.strip().split("\\s+", 3);
            left = parts[0].equals("always") ? Integer.MAX_VALUE : Integer.parseInt(parts[0]);
            fault = Fault.parse(parts[1]);
            pattern = Pattern.compile(parts[2]);
        }
    }

    /** How this request is answered. */
    synchronized Fault next(String methodAndPath) throws IOException {
        String now = Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
        if (!now.equals(text)) {
            rules = new ArrayList<>(
                    now.lines().filter(line -> !line.isBlank()).map(Rule::new).toList());
            text = now;
        }
        for (Rule rule : rules) {
            if (rule.left > 0 && rule.pattern.matcher(methodAndPath).find()) {
                rule.left--;
                return rule.fault;
            }
        }
        return new Fault("honest", "");
    }
}
