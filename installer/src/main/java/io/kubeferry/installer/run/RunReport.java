package io.kubeferry.installer.run;

import io.kubeferry.installer.plan.PhasePlan;
import io.kubeferry.installer.plan.Step;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.failure.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a run has done so far, and its report at the end. */
final class RunReport {
    private final Instant begin;
    private final List<Done> phases = new ArrayList<>();

    private record Done(String phase, List<String> nodes, Duration took) {}

    RunReport(Instant begin) {
        this.begin = begin;
    }

    Instant begin() {
        return begin;
    }

    void phaseDone(PhasePlan phase, Duration took) {
        List<String> nodes = phase.steps().stream().map(Step::node).distinct().toList();
        phases.add(new Done(phase.phase(), nodes, took));
    }

    /** The phases that are done, in one line. */
    String summary() {
        return phases.isEmpty()
                ? "nothing"
                : phases.stream()
                        .map(done -> done.phase() + " on " + String.join(" ", done.nodes()))
                        .collect(Collectors.joining(", "));
    }

    String done(Instant end, Digest audit) {
        return text(end, audit, "done");
    }

    String failed(Instant end, Digest audit, Failure failure) {
        return text(end, audit, "failed, exit code " + failure.exitCode().number()) + "\n" + failure.getMessage()
                + "\n";
    }

    private String text(Instant end, Digest audit, String result) {
        StringBuilder text = new StringBuilder()
                .append("begin:  ")
                .append(begin.truncatedTo(ChronoUnit.SECONDS))
                .append("\nend:    ")
                .append(end.truncatedTo(ChronoUnit.SECONDS))
                .append("\nresult: ")
                .append(result)
                .append("\naudit:  audit.jsonl, last line ")
                .append(audit)
                .append("\nphases done:\n");
        phases.forEach(done -> text.append("  ")
                .append(done.phase())
                .append(" (")
                .append(String.join(" ", done.nodes()))
                .append("), ")
                .append(Amounts.seconds(done.took()))
                .append('\n'));
        return text.toString();
    }
}
