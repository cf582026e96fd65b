package io.kubeferry.installer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubeferry.manifests.failure.Problem;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemsJsonTest {
    private static final Problem SWAP = new Problem("cp-1", "swap is in use", "turn it off");
    private static final Problem SLOW = new Problem("cp-2", "the disk is slow", "give it a faster one");

    @Test
    void hasTheNotesBesideTheProblems() throws IOException {
        assertEquals(new ObjectMapper().readTree("""
                                {"problems": [{"where": "cp-1", "what": "swap is in use", "next": "turn it off"}],
                                 "notes": [{"where": "cp-2", "what": "the disk is slow", "next": "give it a faster one"}]}
                                """), ProblemsJson.of(List.of(SWAP), List.of(SLOW)));
    }

    @Test
    void hasNoNotesWhereThereCanBeNone() throws IOException {
        assertEquals(new ObjectMapper().readTree("{\"problems\": []}"), ProblemsJson.of(List.of()));
    }
}
