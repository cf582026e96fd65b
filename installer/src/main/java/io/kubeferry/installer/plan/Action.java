package io.kubeferry.installer.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One thing to be done on one node. The node is the {@link Step}'s. */
public sealed interface Action {
    /** What it does, in words for a person, without secrets. */
    String describe();

    /**
     * A command.
     *
     * @param argv may hold {@link Placeholder} marks
     * @param detachedAs where present, the command goes on when the connection ends, under this name
     * @param undo what takes the change back at reset; empty where nothing remains or a file's removal is enough
     * @param reason what only reads, and prints why the command may have failed; empty where its own words are all
     */
    record Run(
            String describe,
            List<String> argv,
            Duration limit,
            Optional<String> detachedAs,
            Optional<List<String>> undo,
            Optional<List<String>> reason)
            implements Action {
        public Run {
            argv = List.copyOf(argv);
            undo = undo.map(List::copyOf);
            reason = reason.map(List::copyOf);
        }

        public static Run of(String describe, Duration limit, String... argv) {
            return new Run(describe, List.of(argv), limit, Optional.empty(), Optional.empty(), Optional.empty());
        }

        /** The same command, going on when the connection ends. */
        public Run detached(String name) {
            return new Run(describe, argv, limit, Optional.of(name), undo, reason);
        }

        /** The same command, taken back at reset by another one. */
        public Run undoneBy(String... command) {
            return new Run(describe, argv, limit, detachedAs, Optional.of(List.of(command)), reason);
        }

        /** The same command; where it fails, another one, which only reads, is asked for what it leaves unsaid. */
        public Run explainedBy(String... command) {
            return new Run(describe, argv, limit, detachedAs, undo, Optional.of(List.of(command)));
        }
    }

    /** Files, all in one transfer. */
    record Place(String describe, List<PlannedFile> files) implements Action {
        public Place {
            files = List.copyOf(files);
        }
    }

    /**
     * Asks again and again until a command succeeds.
     *
     * @param interval between the end of one try and the next
     * @param limit for all tries together
     */
    record Await(String describe, List<String> argv, Duration interval, Duration limit) implements Action {
        public Await {
            argv = List.copyOf(argv);
        }
    }

    /** Runs a command and keeps its output, stripped, under a name that later texts and arguments refer to. */
    record Capture(String describe, List<String> argv, Duration limit, Placeholder into) implements Action {
        public Capture {
            argv = List.copyOf(argv);
        }
    }
}
