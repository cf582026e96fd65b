package io.kubeferry.manifests;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.failure.Problem;
import java.util.List;
import org.junit.jupiter.api.function.Executable;

/** Runs what is expected to fail, and looks whether its messages say enough. */
public final class Failures {
    private Failures() {}

    /** The problems of the failure with this exit code; each must say where, what and what next. */
    public static List<Problem> problemsOf(ExitCode exitCode, Executable run) {
        Failure failure = assertThrowsExactly(Failure.class, run);
        assertEquals(exitCode, failure.exitCode(), failure.getMessage());
        assertFalse(failure.problems().isEmpty(), "a failure without a problem");
        for (Problem problem : failure.problems()) {
            assertAll(
                    problem.toString(),
                    () -> assertFalse(problem.where().isBlank(), "where"),
                    () -> assertFalse(problem.what().isBlank(), "what"),
                    () -> assertFalse(problem.next().isBlank(), "next"),
                    () -> assertFalse(problem.toString().contains("null"), "a null in the text"));
        }
        return failure.problems();
    }

    /** The only problem of invalid input, as printed. */
    public static String invalid(Executable run) {
        List<Problem> problems = problemsOf(ExitCode.INVALID_INPUT, run);
        assertEquals(1, problems.size(), problems.toString());
        return problems.get(0).toString();
    }
}
