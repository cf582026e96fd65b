package io.kubeferry.installer.run;

import io.kubeferry.installer.host.CommandResult;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

/**
 * The folder that a run leaves: {@code audit.jsonl}, {@code commands.log} with the full output of everything, and {@code
 * report.txt}. It is the operator's own: nobody else may read it. What is written here has been redacted before.
 */
public final class RunLog implements AutoCloseable {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int SAME_SECOND = 100;

    private final Path folder;
    private final Clock clock;
    private final AuditLog audit;

    private RunLog(Path folder, Clock clock, AuditLog audit) {
        this.folder = folder;
        this.clock = clock;
        this.audit = audit;
    }

    /** Where runs are logged unless the operator says otherwise. */
    public static Path defaultParent(String user, Map<String, String> environment, Path home) {
        if (user.equals("root")) {
            return home.getFileSystem().getPath("/var/log/kubeferry");
        }
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        return (state.isEmpty() ? home.resolve(".local/state") : home.resolve(state)).resolve("kubeferry");
    }

    /**
     * A new folder for a run.
     *
     * @param command {@code install}, {@code reset}
     */
    public static RunLog create(Path parent, String command, Clock clock) {
        try {
            Files.createDirectories(parent);
            Path folder = newFolder(parent, NAME.format(clock.instant()) + "-" + command);
            return new RunLog(folder, clock, AuditLog.create(folder.resolve("audit.jsonl"), clock));
        } catch (IOException e) {
            throw Failure.of(
                    ExitCode.USAGE,
                    parent.toString(),
                    "no log can be written there: " + e.getMessage() + "; nothing was done",
                    "give a folder that can be written with --log-dir",
                    e);
        }
    }

    private static Path newFolder(Path parent, String name) throws IOException {
        for (int number = 1; number < SAME_SECOND; number++) {
            Path folder = parent.resolve(number == 1 ? name : name + "-" + number);
            try {
                Files.createDirectory(folder);
                OwnerOnly.folder(folder);
                return folder;
            } catch (FileAlreadyExistsException e) {
                continue;
            }
        }
        throw new FileAlreadyExistsException(parent.resolve(name).toString());
    }

    public Path folder() {
        return folder;
    }

    /** The file with the full output of every command. */
    Path commands() {
        return folder.resolve("commands.log");
    }

    /** Writes down what was done and what came of it. */
    synchronized void action(String node, String action, CommandResult result) {
        audit.append(node, action, result.exitCode(), result.output() + result.error());
        StringBuilder text = new StringBuilder();
        text.append("== ")
                .append(clock.instant().truncatedTo(ChronoUnit.SECONDS))
                .append(' ')
                .append(node.isEmpty() ? "" : node + ": ")
                .append(action)
                .append(" -> ")
                .append(result.exitCode())
                .append('\n');
        indent(text, result.output());
        indent(text, result.error());
        append(commands(), text.toString());
    }

    /** Writes down something about the run as a whole. */
    public void note(String text) {
        action("", text, new CommandResult(0, "", ""));
    }

    /** The digest of the audit log's last line. */
    Digest last() {
        return audit.last();
    }

    /** Writes the report; there is one, at the end. */
    void report(String text) {
        append(folder.resolve("report.txt"), text);
    }

    private static void indent(StringBuilder text, String output) {
        output.lines().forEach(line -> text.append("   ").append(line).append('\n'));
    }

    private static void append(Path file, String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    @Override
    public void close() throws IOException {
        audit.close();
    }
}
