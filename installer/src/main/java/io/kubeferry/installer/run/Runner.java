package io.kubeferry.installer.run;

import io.kubeferry.installer.host.CommandResult;
import io.kubeferry.installer.host.Host;
import io.kubeferry.installer.host.SourceFailedException;
import io.kubeferry.installer.plan.Action;
import io.kubeferry.installer.plan.PhasePlan;
import io.kubeferry.installer.plan.Placeholder;
import io.kubeferry.installer.plan.Plan;
import io.kubeferry.installer.plan.Step;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** Makes a plan happen, phase after phase. */
public final class Runner {
    private static final int NODES_AT_ONCE = 16;
    private static final int NO_EXIT_CODE = 255;
    /** More would only share one network card and one disk. */
    private static final int UPLOADS_AT_ONCE = 3;

    private final Map<String, ? extends Host> hosts;
    private final RunListener listener;
    private final RunLog log;
    private final Clock clock;
    private final int nodesAtOnce;
    private final NodeActions actions;
    private final RunningActions running = new RunningActions();

    /** A runner for one run. */
    public Runner(
            Map<String, ? extends Host> hosts,
            Contents contents,
            Values values,
            RunListener listener,
            RunLog log,
            Clock clock) {
        this(hosts, contents, values, listener, log, clock, NODES_AT_ONCE);
    }

    /**
     * A runner for one run.
     *
     * @param nodesAtOnce how many nodes are worked on at once
     */
    public Runner(
            Map<String, ? extends Host> hosts,
            Contents contents,
            Values values,
            RunListener listener,
            RunLog log,
            Clock clock,
            int nodesAtOnce) {
        this(hosts, contents, values, listener, log, clock, Pause.REAL, nodesAtOnce);
    }

    Runner(
            Map<String, ? extends Host> hosts,
            Contents contents,
            Values values,
            RunListener listener,
            RunLog log,
            Clock clock,
            Pause pause,
            int nodesAtOnce) {
        this.hosts = new LinkedHashMap<>(hosts);
        this.listener = listener;
        this.log = log;
        this.clock = clock;
        this.nodesAtOnce = nodesAtOnce;
        this.actions = new NodeActions(contents, values, log, clock, pause, new Semaphore(UPLOADS_AT_ONCE));
    }

    /**
     * Does everything that the plan says.
     *
     * @throws Failure with {@link ExitCode#ACTION_FAILED} or {@link ExitCode#NODE_UNREACHABLE} where something failed;
     *     what was running on other nodes has then come to its end
     */
    public void run(Plan plan) {
        RunReport report = new RunReport(clock.instant());
        ExecutorService threads = Executors.newFixedThreadPool(nodesAtOnce);
        try {
            listener.runBegins(plan);
            int number = 0;
            for (PhasePlan phase : plan.phases()) {
                runPhase(phase, ++number, threads, report);
            }
            listener.runEnds(since(report.begin()));
            log.note("done");
            log.report(report.done(clock.instant(), log.last()));
        } catch (Failure failure) {
            int exitCode = failure.exitCode().number();
            log.action("", "failed", new CommandResult(exitCode, failure.getMessage(), ""));
            log.report(report.failed(clock.instant(), log.last(), failure));
            throw failure;
        } finally {
            threads.shutdownNow();
        }
    }

    /** What is going on at this moment, a line for each node; for an operator who has just stopped the run. */
    public List<String> running() {
        return running.lines();
    }

    private void runPhase(PhasePlan phase, int number, ExecutorService threads, RunReport report) {
        Instant begin = clock.instant();
        listener.phaseBegins(phase, number);
        AtomicBoolean failed = new AtomicBoolean();
        List<NodeFailure> failures = new ArrayList<>();
        if (phase.order() == PhasePlan.Order.ONE_BY_ONE) {
            failures.addAll(runSteps(phase, phase.steps(), failed));
        } else {
            List<CompletableFuture<List<NodeFailure>>> nodes = byNode(phase).values().stream()
                    .map(steps -> CompletableFuture.supplyAsync(() -> runSteps(phase, steps, failed), threads))
                    .toList();
            nodes.forEach(node -> failures.addAll(node.join()));
        }
        if (!failures.isEmpty()) {
            throw NodeFailure.toFailure(failures, report.summary(), log.commands());
        }
        Duration took = since(begin);
        report.phaseDone(phase, took);
        listener.phaseEnds(phase, took);
    }

    private static Map<String, List<Step>> byNode(PhasePlan phase) {
        Map<String, List<Step>> nodes = new LinkedHashMap<>();
        phase.steps()
                .forEach(step -> nodes.computeIfAbsent(step.node(), node -> new ArrayList<>())
                        .add(step));
        return nodes;
    }

    /** Runs steps one after the other; begins no further one once anything in the phase has failed. */
    private List<NodeFailure> runSteps(PhasePlan phase, List<Step> steps, AtomicBoolean failed) {
        for (Step step : steps) {
            if (failed.get()) {
                return List.of();
            }
            List<NodeFailure> failure = runStep(phase, step);
            if (!failure.isEmpty()) {
                failed.set(true);
                return failure;
            }
        }
        return List.of();
    }

    private List<NodeFailure> runStep(PhasePlan phase, Step step) {
        for (Action action : step.actions()) {
            List<NodeFailure> failure = runAction(phase, hosts.get(step.node()), action);
            if (!failure.isEmpty()) {
                return failure;
            }
        }
        return List.of();
    }

    private List<NodeFailure> runAction(PhasePlan phase, Host host, Action action) {
        Instant begin = clock.instant();
        listener.actionBegins(host.name(), action);
        running.begins(host.name(), action);
        try {
            long bytes = actions.perform(host, action);
            listener.actionEnds(host.name(), action, since(begin), bytes);
            return List.of();
        } catch (ActionFailedException e) {
            return failed(NodeFailure.ofAction(phase, host.name(), action, e), action, begin);
        } catch (SourceFailedException e) {
            logBroken(host, action, e);
            return failed(NodeFailure.ofSource(phase, host.name(), action, e), action, begin);
        } catch (IOException e) {
            logBroken(host, action, e);
            return failed(NodeFailure.ofConnection(phase, host.name(), action, e), action, begin);
        } catch (Failure e) {
            return failed(NodeFailure.of(host.name(), e), action, begin);
        } finally {
            running.ends(host.name());
        }
    }

    private List<NodeFailure> failed(NodeFailure failure, Action action, Instant begin) {
        listener.actionFails(failure.node(), action, since(begin));
        return List.of(failure);
    }

    /** What came to no end has no exit code; as ssh does, this stands for it. */
    private void logBroken(Host host, Action action, IOException cause) {
        String what = Placeholder.display(action.describe());
        log.action(host.name(), what, new CommandResult(NO_EXIT_CODE, "", cause.getMessage()));
    }

    /** Never negative: the clock of an isolated machine may be set while we run. */
    private Duration since(Instant begin) {
        Duration took = Duration.between(begin, clock.instant());
        return took.isNegative() ? Duration.ZERO : took;
    }
}
