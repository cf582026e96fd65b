package io.kubeferry.installer.host;

import io.kubeferry.manifests.content.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A machine that only writes down what is asked of it. Answers are given beforehand by {@link #answer}; where none fits, a
 * command succeeds and prints nothing.
 */
public final class RecordingHost implements Host {
    private final String name;
    private final List<String> record = new ArrayList<>();
    private final Map<String, byte[]> files = new TreeMap<>();
    private final Map<String, String> probes = new LinkedHashMap<>();
    private final List<Answer> answers = new ArrayList<>();

    private record Answer(Predicate<String> fits, Function<String, CommandResult> result) {}

    /** Ends the connection: thrown to the caller as the {@link IOException} that it wraps. */
    public static final class ConnectionLost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public ConnectionLost() {
            super("connection reset by peer");
        }
    }

    public RecordingHost(String name) {
        this.name = name;
    }

    /** What a probe of this name prints. */
    public RecordingHost probed(String probe, String output) {
        probes.put(probe, output);
        return this;
    }

    /** What commands that begin with these words (joined by blanks) leave. The newest fitting answer counts. */
    public RecordingHost answer(String begin, int exitCode, String output, String error) {
        return answer(command -> command.startsWith(begin), command -> new CommandResult(exitCode, output, error));
    }

    public RecordingHost answer(Predicate<String> fits, Function<String, CommandResult> result) {
        answers.add(0, new Answer(fits, result));
        return this;
    }

    /** Everything that was asked, in order: {@code run …}, {@code detached NAME …}, {@code place PATH MODE}, {@code undo …}. */
    public synchronized List<String> record() {
        return List.copyOf(record);
    }

    /** Content of each file that was placed. */
    public synchronized Map<String, byte[]> files() {
        return new TreeMap<>(files);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized CommandResult probe(Probe probe) {
        record.add("probe " + probe.name());
        return new CommandResult(0, probes.getOrDefault(probe.name(), ""), "");
    }

    @Override
    public CommandResult run(Command command) throws IOException {
        String words = String.join(" ", command.argv());
        write("run " + words);
        return answerTo(words);
    }

    @Override
    public CommandResult runDetached(String action, Command command) throws IOException {
        String words = String.join(" ", command.argv());
        write("detached " + action + " " + words);
        return answerTo(words);
    }

    @Override
    public long place(List<PlacedFile> placed) throws IOException {
        CommandResult result = answerTo("place " + placed.get(0).path());
        if (!result.succeeded()) {
            throw new ScriptFailedException("place", result);
        }
        long sent = 0;
        for (PlacedFile file : placed) {
            byte[] content = content(file);
            sent += content.length;
            synchronized (this) {
                record.add("place " + file.path() + " " + Integer.toOctalString(file.mode()));
                files.put(file.path(), content);
            }
        }
        return sent;
    }

    private static byte[] content(PlacedFile file) throws IOException {
        try (InputStream in = file.source().open()) {
            byte[] content = in.readAllBytes();
            if (content.length != file.size() || !Digest.of(content).equals(file.digest())) {
                throw new UncheckedIOException(new IOException(file.path() + " is not what it is said to be"));
            }
            return content;
        }
    }

    @Override
    public void recordUndo(List<String> argv) {
        write("undo " + String.join(" ", argv));
    }

    private synchronized void write(String line) {
        record.add(line);
    }

    private CommandResult answerTo(String words) throws IOException {
        try {
            return answers.stream()
                    .filter(answer -> answer.fits().test(words))
                    .findFirst()
                    .map(answer -> answer.result().apply(words))
                    .orElse(new CommandResult(0, "", ""));
        } catch (ConnectionLost e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
