package io.kubeferry.installer.run;

import io.kubeferry.installer.host.Command;
import io.kubeferry.installer.host.CommandResult;
import io.kubeferry.installer.host.Host;
import io.kubeferry.installer.host.PlacedFile;
import io.kubeferry.installer.host.ScriptFailedException;
import io.kubeferry.installer.plan.Action;
import io.kubeferry.installer.plan.Placeholder;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/** Performs actions on nodes, and writes each of them down. */
final class NodeActions {
    /** One try of an {@code Await}: a command that hangs is not to eat the time of all tries. */
    private static final Duration TRY = Duration.ofSeconds(30);

    private static final Duration REASON = Duration.ofSeconds(30);

    private final Contents contents;
    private final Values values;
    private final RunLog log;
    private final Clock clock;
    private final Pause pause;
    private final Semaphore uploads;

    NodeActions(Contents contents, Values values, RunLog log, Clock clock, Pause pause, Semaphore uploads) {
        this.contents = contents;
        this.values = values;
        this.log = log;
        this.clock = clock;
        this.pause = pause;
        this.uploads = uploads;
    }

    /**
     * Performs one action.
     *
     * @return bytes sent
     * @throws IOException where the node cannot be reached any more
     */
    long perform(Host host, Action action) throws ActionFailedException, IOException {
        if (action instanceof Action.Place place) {
            return place(host, place);
        }
        if (action instanceof Action.Await await) {
            await(host, await);
        } else if (action instanceof Action.Capture capture) {
            CommandResult result = check(host, capture, capture.argv(), capture.limit());
            values.capture(capture.into(), result.output().strip());
        } else {
            run(host, (Action.Run) action);
        }
        return 0;
    }

    private void run(Host host, Action.Run run) throws ActionFailedException, IOException {
        if (run.undo().isPresent()) {
            host.recordUndo(filled(run.undo().get()));
        }
        check(host, run, run.argv(), run.limit());
    }

    private CommandResult check(Host host, Action action, List<String> argv, Duration limit)
            throws ActionFailedException, IOException {
        Command command = new Command(filled(argv), "", limit);
        CommandResult raw = action instanceof Action.Run run && run.detachedAs().isPresent()
                ? host.runDetached(run.detachedAs().get(), command)
                : host.run(command);
        CommandResult shown = redacted(raw);
        log.action(host.name(), describe(action), shown);
        if (!raw.succeeded()) {
            throw ActionFailedException.of(show(argv), shown, limit).because(reason(host, action));
        }
        return raw;
    }

    /** What the failed command did not say itself; nothing where nobody knows more, or the connection is gone as well. */
    private List<String> reason(Host host, Action action) {
        if (!(action instanceof Action.Run run) || run.reason().isEmpty()) {
            return List.of();
        }
        try {
            CommandResult told =
                    redacted(host.run(new Command(filled(run.reason().get()), "", REASON)));
            log.action(host.name(), "why not: " + describe(action), told);
            return told.output().lines().toList();
        } catch (IOException e) {
            return List.of("what the node knows about it could not be read: " + e.getMessage());
        }
    }

    private void await(Host host, Action.Await await) throws ActionFailedException, IOException {
        Instant end = clock.instant().plus(await.limit());
        while (true) {
            Duration left = Duration.between(clock.instant(), end);
            Duration limit = left.compareTo(TRY) > 0 ? TRY : left;
            CommandResult result = redacted(host.run(new Command(filled(await.argv()), "", limit)));
            if (result.succeeded()) {
                log.action(host.name(), describe(await), result);
                return;
            }
            if (!clock.instant().plus(await.interval()).isBefore(end)) {
                log.action(host.name(), describe(await), result);
                throw ActionFailedException.of(
                        show(await.argv()) + ", again and again for "
                                + await.limit().toSeconds() + " s",
                        result,
                        limit);
            }
            waitFor(await.interval());
        }
    }

    private void waitFor(Duration interval) throws InterruptedIOException {
        try {
            pause.of(interval);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted between two tries");
        }
    }

    private long place(Host host, Action.Place place) throws ActionFailedException, IOException {
        List<PlacedFile> files = contents.of(place.files(), values);
        String described = describe(place) + ", " + files.size() + " files";
        String names = files.stream().map(PlacedFile::path).collect(Collectors.joining("\n", "", "\n"));
        uploads.acquireUninterruptibly();
        try {
            long sent = host.place(files);
            log.action(host.name(), described, new CommandResult(0, names, ""));
            return sent;
        } catch (ScriptFailedException e) {
            CommandResult shown = redacted(e.result());
            log.action(host.name(), described, new CommandResult(shown.exitCode(), names, shown.error()));
            long bytes = files.stream().mapToLong(PlacedFile::size).sum();
            throw ActionFailedException.of(
                    "(place " + files.size() + " files of " + Amounts.bytes(bytes) + " in all)", shown);
        } finally {
            uploads.release();
        }
    }

    private List<String> filled(List<String> argv) {
        return argv.stream().map(values::fill).toList();
    }

    private CommandResult redacted(CommandResult raw) {
        return new CommandResult(raw.exitCode(), values.redact(raw.output()), values.redact(raw.error()));
    }

    private String describe(Action action) {
        return values.redact(action.describe());
    }

    /** The command as the plan has it; a script's text is not repeated. */
    private static String show(List<String> argv) {
        boolean script =
                argv.size() > 2 && argv.get(0).equals("sh") && argv.get(1).equals("-c");
        String words = script ? "sh -c '…' " + String.join(" ", argv.subList(3, argv.size())) : String.join(" ", argv);
        return Placeholder.display(words);
    }
}
