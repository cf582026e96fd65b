package io.kubeferry.installer.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is the same on every machine with a POSIX shell, GNU coreutils, tar and systemd: all work is done by scripts that
 * run there. How a command gets to the machine is the subclass's.
 */
abstract sealed class ShellHost implements Host permits LocalHost, SshHost {
    private static final int OUTPUT_LIMIT = 1 << 20;
    /** Facts are read by programs: half of them would be wrong ones, so they may be longer and are never cut. */
    private static final int PROBE_LIMIT = 16 << 20;

    /**
     * Linux takes no single argument above 128 KiB (MAX_ARG_STRLEN), and sshd hands a whole command line to the shell as
     * one: a longer one is read by the shell itself.
     */
    private static final int LINE_LIMIT = 96 << 10;

    private static final Duration RECORD_LIMIT = Duration.ofMinutes(1);
    /** A transfer that makes progress at all is let go on; a connection that does not is ended by its keepalive. */
    private static final Duration PLACE_LIMIT = Duration.ofHours(12);
    /** How much later than the command itself its unit's waiter is given up. */
    private static final Duration DETACHED_SLACK = Duration.ofMinutes(2);

    private static final Pattern ACTION_NAME = Pattern.compile("[a-z][a-z0-9-]{0,60}");

    private final String name;
    private final NodePaths paths;

    ShellHost(String name, NodePaths paths) {
        this.name = name;
        this.paths = paths;
    }

    /** Writes a command's standard input. */
    @FunctionalInterface
    interface Input {
        void writeTo(OutputStream out) throws IOException;

        static Input of(String text) {
            return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * Runs a command and waits for its end. Where the input cannot be handed over completely because the command ended
     * before reading it, the command's exit code counts.
     *
     * @param limit after which an answer is not waited for any more; the command itself is ended by its own
     * @return the exit code
     */
    abstract int execute(List<String> argv, Input input, Tail output, Tail error, Duration limit) throws IOException;

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final CommandResult probe(Probe probe) throws IOException {
        List<String> argv = new ArrayList<>(List.of("sh", "-s", "--"));
        argv.addAll(probe.arguments());
        Tail output = new Tail(PROBE_LIMIT);
        CommandResult result = limited(argv, Input.of(probe.script()), output, probe.limit());
        if (output.dropped() > 0) {
            throw new IOException("probe " + probe.name() + " printed more than " + PROBE_LIMIT + " bytes");
        }
        return result;
    }

    @Override
    public final CommandResult run(Command command) throws IOException {
        String line = ShellWords.join(command.argv());
        if (line.length() > LINE_LIMIT && command.input().isEmpty()) {
            String script = "exec " + line + " </dev/null\n";
            return limited(List.of("sh", "-s"), Input.of(script), new Tail(OUTPUT_LIMIT), command.limit());
        }
        return limited(command.argv(), Input.of(command.input()), new Tail(OUTPUT_LIMIT), command.limit());
    }

    @Override
    public final CommandResult runDetached(String action, Command command) throws IOException {
        if (!ACTION_NAME.matcher(action).matches() || !command.input().isEmpty()) {
            throw new IllegalArgumentException("a detached action has a plain name and reads nothing: " + action);
        }
        String values = "action=" + ShellWords.quote(paths.state() + "/actions/" + action)
                + "\nlimit=" + seconds(command.limit())
                + "\nset -- " + ShellWords.join(paths.inCleanEnvironment(command.argv())) + "\n";
        List<String> waiter = Script.DETACHED.command(paths.state(), action, Long.toString(seconds(command.limit())));
        return limited(
                waiter,
                Input.of(values + Script.UNIT.text()),
                new Tail(OUTPUT_LIMIT),
                command.limit().plus(DETACHED_SLACK));
    }

    @Override
    public final long place(List<PlacedFile> files) throws IOException {
        if (files.isEmpty()) {
            return 0;
        }
        PlaceStream stream = new PlaceStream(files);
        CommandResult result =
                limited(Script.PLACE.command(paths.state()), stream::writeTo, new Tail(OUTPUT_LIMIT), PLACE_LIMIT);
        stream.throwSourceFailure();
        check("placing " + files.size() + " files on " + name, result);
        return stream.sent();
    }

    @Override
    public final void recordUndo(List<String> argv) throws IOException {
        String line = "undo\t" + json(argv);
        CommandResult result =
                limited(Script.RECORD.command(paths.state(), line), Input.of(""), new Tail(OUTPUT_LIMIT), RECORD_LIMIT);
        check("writing the record of changes on " + name, result);
    }

    private static void check(String what, CommandResult result) throws ScriptFailedException {
        if (!result.succeeded()) {
            throw new ScriptFailedException(what, result);
        }
    }

    private static String json(List<String> argv) {
        try {
            return new ObjectMapper().writeValueAsString(argv);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a list of texts has a form that JSON has not", e);
        }
    }

    /** Runs a command that the machine itself ends after its limit, with all its children: exit code 124, or 137. */
    private CommandResult limited(List<String> argv, Input input, Tail output, Duration limit) throws IOException {
        List<String> bounded = new ArrayList<>(List.of("timeout", "-k", "5", Long.toString(seconds(limit))));
        bounded.addAll(argv);
        Tail error = new Tail(OUTPUT_LIMIT);
        int exitCode =
                execute(paths.inCleanEnvironment(bounded), input, output, error, limit.plus(Duration.ofSeconds(30)));
        return new CommandResult(exitCode, output.text(), error.text());
    }

    private static long seconds(Duration limit) {
        return Math.max(1, limit.plusMillis(999).toSeconds());
    }
}
