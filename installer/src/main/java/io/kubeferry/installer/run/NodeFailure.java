package io.kubeferry.installer.run;

import io.kubeferry.installer.plan.Action;
import io.kubeferry.installer.plan.PhasePlan;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.failure.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What failed on one node, in words.
 *
 * @param logOnNode where the node itself keeps the output; empty where it does not
 */
record NodeFailure(String node, ExitCode exitCode, List<Problem> problems, Optional<String> logOnNode) {
    private static final String AGAIN = "then run the same command again: it continues with what is missing";

    static NodeFailure ofAction(PhasePlan phase, String node, Action action, ActionFailedException e) {
        return one(
                node,
                ExitCode.ACTION_FAILED,
                phase.phase() + ": '" + action.describe() + "' " + e.getMessage(),
                "correct what the last lines name, " + AGAIN,
                detached(action).map(name -> node + ":/var/lib/kubeferry/actions/" + name + ".log"));
    }

    static NodeFailure ofSource(PhasePlan phase, String node, Action action, IOException e) {
        return one(
                node,
                ExitCode.ACTION_FAILED,
                phase.phase() + ": '" + action.describe() + "': " + e.getMessage(),
                "check the medium that the bundle is on, " + AGAIN,
                Optional.empty());
    }

    static NodeFailure ofConnection(PhasePlan phase, String node, Action action, IOException e) {
        String rest = detached(action)
                .map(name -> "; it goes on there as the unit kubeferry-" + name
                        + ", and the next run waits for it rather than begin it again")
                .orElse("; whether it was done there is not known, the next run looks");
        return one(
                node,
                ExitCode.NODE_UNREACHABLE,
                phase.phase() + ": the connection was lost during '" + action.describe() + "': " + e.getMessage()
                        + rest,
                "bring the node or its network back, " + AGAIN,
                Optional.empty());
    }

    static NodeFailure of(String node, Failure failure) {
        return new NodeFailure(node, failure.exitCode(), failure.problems(), Optional.empty());
    }

    private static NodeFailure one(String node, ExitCode code, String what, String next, Optional<String> logOnNode) {
        return new NodeFailure(node, code, List.of(new Problem(node, what, next)), logOnNode);
    }

    private static Optional<String> detached(Action action) {
        return action instanceof Action.Run run ? run.detachedAs() : Optional.empty();
    }

    /**
     * All failures of a phase as the end of the run.
     *
     * @param done what is done already, in words
     * @param log the file with all output
     */
    static Failure toFailure(List<NodeFailure> failures, String done, Path log) {
        List<Problem> problems = new ArrayList<>();
        StringBuilder logs = new StringBuilder(log.toString());
        for (NodeFailure failure : failures) {
            problems.addAll(failure.problems());
            failure.logOnNode().ifPresent(path -> logs.append(", ").append(path));
        }
        problems.add(new Problem("", "done before: " + done + "; full output: " + logs, ""));
        boolean onlyConnections =
                failures.stream().allMatch(failure -> failure.exitCode() == ExitCode.NODE_UNREACHABLE);
        return Failure.of(onlyConnections ? ExitCode.NODE_UNREACHABLE : ExitCode.ACTION_FAILED, problems);
    }
}
