package io.kubeferry.installer.run;

import io.kubeferry.installer.host.CommandResult;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** An action that ran and failed; how it is told to the operator. */
final class ActionFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private static final int LINES = 20;
    private static final int TIMED_OUT = 124;
    private static final int KILLED = 137;

    private ActionFailedException(String message) {
        super(message);
    }

    /**
     * A command that failed.
     *
     * @param shown the command as it may be shown
     * @param result with its output as it may be shown
     * @param limit after which it was ended, where its exit code says that it was
     */
    static ActionFailedException of(String shown, CommandResult result, Duration limit) {
        return result.exitCode() == TIMED_OUT || result.exitCode() == KILLED
                ? of("was ended after its limit of " + limit.toSeconds() + " s", shown, result)
                : of(shown, result);
    }

    /** Something that failed on the node by itself. */
    static ActionFailedException of(String shown, CommandResult result) {
        return of("ended with exit code " + result.exitCode(), shown, result);
    }

    private static ActionFailedException of(String end, String shown, CommandResult result) {
        return new ActionFailedException(
                end + System.lineSeparator() + "  command: " + shown + System.lineSeparator() + lastLines(result));
    }

    /** The same failure, with what the node knows about it beside the command's own words. */
    ActionFailedException because(List<String> reasons) {
        String separator = System.lineSeparator() + "    ";
        return reasons.isEmpty()
                ? this
                : new ActionFailedException(getMessage() + System.lineSeparator() + "  the node says:" + separator
                        + String.join(separator, reasons));
    }

    private static String lastLines(CommandResult result) {
        List<String> lines = (result.output() + "\n" + result.error())
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        if (lines.isEmpty()) {
            return "  it printed nothing";
        }
        return lines.subList(Math.max(0, lines.size() - LINES), lines.size()).stream()
                .collect(Collectors.joining(
                        System.lineSeparator() + "    ", "  last lines:" + System.lineSeparator() + "    ", ""));
    }
}
