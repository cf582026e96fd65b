package io.kubeferry.bundler.cli.option;

import io.kubeferry.bundler.cli.output.Console;
import io.kubeferry.bundler.cli.output.Display;
import io.kubeferry.bundler.cli.output.JsonEvents;
import io.kubeferry.bundler.cli.output.ProgressDisplay;
import java.util.Locale;
import picocli.CommandLine.Option;

/** {@code --progress}. */
public final class ProgressOption {
    public static final String NAME = "--progress";

    /** How progress is shown. */
    public enum Form {
        TEXT,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = NAME,
            paramLabel = "FORM",
            defaultValue = "text",
            description = {
                "How progress is shown on the standard error: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). As json"
                        + " each line is an object with 'event' and 'at' (seconds since the start), and by event:",
                "phase: phase, title, total (bytes);",
                "started: item, bytes; finished: item, bytes, from (upstream, cache or earlier_run);",
                "retried: item, trouble, pause (seconds); slowed: host, requests;",
                "progress, at most each second: bytes, total, rate (bytes a second);",
                "note: text; done; failed: exitCode, problems (where, what, next)."
            })
    private Form form;

    public Display on(Console console) {
        return form == Form.JSON ? JsonEvents.on(console) : ProgressDisplay.on(console);
    }
}
