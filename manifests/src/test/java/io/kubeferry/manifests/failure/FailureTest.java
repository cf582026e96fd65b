package io.kubeferry.manifests.failure;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureTest {
    private static final String LINE = System.lineSeparator();

    @Test
    void printsWhereWhatAndTheNextStep() {
        assertEquals(
                "cp-1: the disk is full" + LINE + "  -> free 2 GB",
                new Problem("cp-1", "the disk is full", "free 2 GB").toString());
        assertEquals("the disk is full", new Problem("", "the disk is full", "").toString());
    }

    @Test
    void carriesAllProblemsAndTheExitCode() {
        Problems problems = new Problems();
        assertDoesNotThrow(() -> problems.throwIfAny(ExitCode.PREFLIGHT_FAILED));
        problems.add("cp-1", "swap is on", "turn it off");
        problems.add("cp-2", "the clock is wrong", "set it");
        Failure failure = assertThrows(Failure.class, () -> problems.throwIfAny(ExitCode.PREFLIGHT_FAILED));
        assertEquals(ExitCode.PREFLIGHT_FAILED, failure.exitCode());
        assertEquals(problems.found(), failure.problems());
        assertEquals(
                "cp-1: swap is on" + LINE + "  -> turn it off" + LINE + "cp-2: the clock is wrong" + LINE
                        + "  -> set it",
                failure.getMessage());
    }

    @Test
    void keepsTheCauseForTheLog() {
        IOException cause = new IOException("reset by peer");
        assertSame(
                cause,
                Failure.of(ExitCode.SOURCE_UNAVAILABLE, "a", "b", "c", cause).getCause());
    }

    @Test
    void hasTheExitCodesThatScriptsRelyOn() {
        assertEquals(
                List.of(0, 2, 10, 11, 12, 13, 14, 15, 20, 70, 130),
                Arrays.stream(ExitCode.values()).map(ExitCode::number).toList());
    }
}
