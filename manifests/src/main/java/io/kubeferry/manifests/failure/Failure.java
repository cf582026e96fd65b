package io.kubeferry.manifests.failure;

import java.util.List;
import java.util.stream.Collectors;

/** The end of a run that is not our bug: problems for the operator, and the exit code they mean. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final transient List<Problem> problems;

    private Failure(ExitCode exitCode, List<Problem> problems, Throwable cause) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())), cause);
        this.exitCode = exitCode;
        this.problems = List.copyOf(problems);
    }

    /** A failure with one problem. */
    public static Failure of(ExitCode exitCode, String where, String what, String next) {
        return new Failure(exitCode, List.of(new Problem(where, what, next)), null);
    }

    /** A failure with one problem, and the exception that brought it; the cause is for logs, never for the operator. */
    public static Failure of(ExitCode exitCode, String where, String what, String next, Throwable cause) {
        return new Failure(exitCode, List.of(new Problem(where, what, next)), cause);
    }

    /** A failure with all the problems found. */
    public static Failure of(ExitCode exitCode, List<Problem> problems) {
        return new Failure(exitCode, problems, null);
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    public List<Problem> problems() {
        return problems;
    }
}
