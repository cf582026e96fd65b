package io.kubeferry.bundler.cli.option;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubeferry.bundler.cli.output.Fields;
import picocli.CommandLine.Option;

/** {@code --output}. */
public final class OutputOption {
    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "How the result is written: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    public boolean json() {
        return format == OutputFormat.JSON;
    }

    /** Fields as JSON for people and programs. */
    public static String json(Fields fields) {
        return json(fields.map());
    }

    /** A value of maps, lists, texts and numbers as JSON for people and programs. */
    public static String json(Object value) {
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a value of maps, lists, texts and numbers", e);
        }
    }
}
