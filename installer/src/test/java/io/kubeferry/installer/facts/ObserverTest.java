package io.kubeferry.installer.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.installer.Samples;
import io.kubeferry.installer.host.CommandResult;
import io.kubeferry.installer.host.Probe;
import io.kubeferry.installer.host.ReadOnlyHost;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObserverTest {
    private final Map<String, ScriptedHost> hosts = new HashMap<>();
    private final List<String> waits = new ArrayList<>();
    private final Observer observer =
            new Observer(Samples.site(), (node, units) -> waits.add(node + " " + String.join(",", units)));

    ObserverTest() throws IOException {
        String report = Files.readString(Path.of("src/test/resources/facts/observe.txt"));
        Samples.site().nodes().forEach(node -> hosts.put(node.name(), new ScriptedHost(node.name(), report)));
    }

    /** Answers probes from lists; the last answer of a list counts for ever. */
    private static final class ScriptedHost implements ReadOnlyHost {
        private final String name;
        private final Map<String, Deque<String>> answers = new HashMap<>();
        private final List<String> asked = new ArrayList<>();
        private boolean reachable = true;

        ScriptedHost(String name, String report) {
            this.name = name;
            answers("observe", report);
            answers("cluster", "");
            answers("await-actions", "");
        }

        void answers(String probe, String... outputs) {
            answers.put(probe, new ArrayDeque<>(List.of(outputs)));
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public CommandResult probe(Probe probe) throws IOException {
            asked.add(probe.name());
            if (!reachable) {
                throw new IOException("connection reset");
            }
            Deque<String> left = answers.get(probe.name());
            return new CommandResult(0, left.size() > 1 ? left.remove() : left.peek(), "");
        }
    }

    @Test
    void looksAtEveryNodeOnceAndFindsNoCluster() {
        Facts facts = observer.observe(hosts);
        assertEquals(4, facts.nodes().size());
        assertFalse(facts.cluster().exists());
        assertEquals(List.of("observe", "cluster"), hosts.get("cp-1").asked);
        assertEquals(List.of("observe"), hosts.get("worker-1").asked);
    }

    @Test
    void asksTheNextControlPlaneWhereTheFirstDoesNotAnswer() {
        hosts.get("cp-2").answers("cluster", "{\"items\": []}");
        Facts facts = observer.observe(hosts);
        assertEquals("cp-2", facts.cluster().seenFrom());
        assertEquals(List.of("observe"), hosts.get("cp-3").asked);
    }

    @Test
    void waitsForAnActionOfAnEarlierRunAndLooksAgain() {
        ScriptedHost host = hosts.get("cp-2");
        String report = host.answers.get("observe").peek();
        host.answers("observe", "running\tkubeferry-join.service\n" + report.replace("action\tjoin\t1\n", ""), report);
        Facts facts = observer.observe(hosts);
        assertEquals(List.of("cp-2 kubeferry-join.service"), waits);
        assertEquals(1, facts.node("cp-2").actions().get("join"));
    }

    @Test
    void givesUpOnAnActionThatDoesNotEnd() {
        ScriptedHost host = hosts.get("cp-2");
        host.answers(
                "observe",
                "running\tkubeferry-join.service\n"
                        + host.answers.get("observe").peek());
        host.answers("await-actions", "kubeferry-join.service\n");
        Failure failure = assertThrows(Failure.class, () -> observer.observe(hosts));
        assertEquals(ExitCode.ACTION_FAILED, failure.exitCode());
        assertTrue(failure.getMessage().contains("kubeferry-join.service"), failure.getMessage());
    }

    @Test
    void namesEveryNodeThatIsLost() {
        hosts.get("cp-3").reachable = false;
        hosts.get("worker-1").reachable = false;
        Failure failure = assertThrows(Failure.class, () -> observer.observe(hosts));
        assertEquals(ExitCode.NODE_UNREACHABLE, failure.exitCode());
        assertEquals(
                List.of("cp-3", "worker-1"),
                failure.problems().stream().map(problem -> problem.where()).toList());
    }
}
