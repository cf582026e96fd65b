package io.kubeferry.bundler.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubeferry.bundler.progress.Origin;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Problem;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/** Progress for programs: one JSON object a line. The fields are documented with {@code --progress}. */
public final class JsonEvents implements Display {
    private static final long EVERY_NANOS = Duration.ofSeconds(1).toNanos();

    private final PrintStream out;
    private final LongSupplier nanoClock;
    private final ObjectMapper json = new ObjectMapper();
    private final long start;
    private long begun;
    private long shown;
    private long done;
    private long total;

    JsonEvents(PrintStream out, LongSupplier nanoClock) {
        this.out = out;
        this.nanoClock = nanoClock;
        this.start = nanoClock.getAsLong();
    }

    public static JsonEvents on(Console console) {
        return new JsonEvents(console.err(), System::nanoTime);
    }

    /** The run has failed. */
    public static void failed(PrintStream out, ExitCode exitCode, List<Problem> problems) {
        Fields fields = new Fields()
                .with("exitCode", exitCode.number())
                .withRows(
                        "problems",
                        problems,
                        problem -> new Fields()
                                .with("where", problem.where())
                                .with("what", problem.what())
                                .with("next", problem.next()));
        new JsonEvents(out, System::nanoTime).event("failed", fields);
    }

    @Override
    public synchronized void stage(String title, long bytes) {
        begun = nanoClock.getAsLong();
        shown = begun;
        done = 0;
        total = bytes;
        String phase = title.replaceFirst(" .*", "").toLowerCase(Locale.ROOT);
        event("phase", new Fields().with("phase", phase).with("title", title).with("total", bytes));
    }

    @Override
    public synchronized void advance(long bytes) {
        done += bytes;
        long now = nanoClock.getAsLong();
        if (now - shown < EVERY_NANOS) {
            return;
        }
        shown = now;
        double seconds = (now - begun) / 1e9;
        event(
                "progress",
                new Fields().with("bytes", done).with("total", total).with("rate", Math.round(done / seconds)));
    }

    @Override
    public void started(String item, long bytes) {
        event("started", new Fields().with("item", item).with("bytes", bytes));
    }

    @Override
    public void finished(String item, long bytes, Origin origin) {
        event(
                "finished",
                new Fields()
                        .with("item", item)
                        .with("bytes", bytes)
                        .with("from", origin.name().toLowerCase(Locale.ROOT)));
    }

    @Override
    public void note(String text) {
        event("note", new Fields().with("text", text));
    }

    @Override
    public void retrying(String subject, String trouble, Duration pause) {
        event(
                "retried",
                new Fields().with("item", subject).with("trouble", trouble).with("pause", seconds(pause.toNanos())));
    }

    @Override
    public void slowedDown(String host, int requests) {
        event("slowed", new Fields().with("host", host).with("requests", requests));
    }

    @Override
    public void end() {
        event("done", new Fields());
    }

    private static BigDecimal seconds(long nanos) {
        return BigDecimal.valueOf(nanos, 9).setScale(3, RoundingMode.HALF_UP);
    }

    private synchronized void event(String name, Fields fields) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("event", name);
        all.put("at", seconds(nanoClock.getAsLong() - start));
        all.putAll(fields.map());
        try {
            out.println(json.writeValueAsString(all));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a value of texts and numbers", e);
        }
    }
}
