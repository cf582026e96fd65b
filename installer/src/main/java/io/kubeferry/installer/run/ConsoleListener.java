package io.kubeferry.installer.run;

import io.kubeferry.installer.plan.Action;
import io.kubeferry.installer.plan.PhasePlan;
import io.kubeferry.installer.plan.Placeholder;
import io.kubeferry.installer.plan.Plan;
import io.kubeferry.installer.plan.Step;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells a run to a person. On a terminal the last line always shows what is going on; elsewhere only what has come to its
 * end is written, a line each.
 */
public final class ConsoleListener implements RunListener {
    private static final String ERASE_LINE = "\r\u001b[K";
    private static final int STATUS_WIDTH = 100;

    private final PrintWriter out;
    private final boolean terminal;
    private final Map<String, String> running = new LinkedHashMap<>();
    private int phases;

    /**
     * A listener for one run.
     *
     * @param terminal whether {@code out} understands ANSI's "erase line"
     */
    public ConsoleListener(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public synchronized void runBegins(Plan plan) {
        phases = plan.phases().size();
    }

    @Override
    public synchronized void phaseBegins(PhasePlan phase, int number) {
        List<String> nodes = phase.steps().stream().map(Step::node).distinct().toList();
        line("[" + number + "/" + phases + "] " + phase.phase() + " on " + String.join(", ", nodes)
                + (phase.order() == PhasePlan.Order.ONE_BY_ONE && nodes.size() > 1 ? ", one by one" : ""));
    }

    @Override
    public synchronized void actionBegins(String node, Action action) {
        running.put(node, words(action));
        status();
    }

    @Override
    public synchronized void actionEnds(String node, Action action, Duration took, long bytes) {
        running.remove(node);
        String sent = bytes > 0 ? Amounts.bytes(bytes) + ", " : "";
        line("  " + node + ": " + words(action) + " (" + sent + Amounts.seconds(took) + ")");
    }

    @Override
    public synchronized void actionFails(String node, Action action, Duration took) {
        running.remove(node);
        line("  " + node + ": FAILED: " + words(action) + " (" + Amounts.seconds(took) + ")");
    }

    @Override
    public synchronized void phaseEnds(PhasePlan phase, Duration took) {
        line("  " + phase.phase() + " done in " + Amounts.seconds(took));
    }

    @Override
    public synchronized void runEnds(Duration took) {
        line("all phases done in " + Amounts.seconds(took));
    }

    private static String words(Action action) {
        return Placeholder.display(action.describe());
    }

    private void line(String text) {
        if (terminal) {
            out.print(ERASE_LINE);
        }
        out.println(text);
        out.flush();
        status();
    }

    private void status() {
        if (!terminal) {
            return;
        }
        List<String> all = new ArrayList<>();
        running.forEach((node, action) -> all.add(node + ": " + action));
        String text = String.join(" | ", all);
        out.print(ERASE_LINE + (text.length() > STATUS_WIDTH ? text.substring(0, STATUS_WIDTH - 1) + "…" : text));
        out.flush();
    }
}
