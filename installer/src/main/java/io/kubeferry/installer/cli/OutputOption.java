package io.kubeferry.installer.cli;

import picocli.CommandLine.Option;

/** For whom the result is printed. */
final class OutputOption {
    @Option(
            names = "--output",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "How the result is printed: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Form form;

    /** Lower case, as they are typed. */
    enum Form {
        text,
        json
    }

    boolean json() {
        return form == Form.json;
    }
}
