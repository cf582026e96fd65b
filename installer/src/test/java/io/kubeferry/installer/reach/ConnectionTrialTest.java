package io.kubeferry.installer.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.installer.Samples;
import io.kubeferry.installer.host.CommandResult;
import io.kubeferry.installer.host.Probe;
import io.kubeferry.installer.host.ReadOnlyHost;
import io.kubeferry.installer.reach.Connections.Attempt;
import io.kubeferry.installer.site.ControlPlaneEndpoint.Provider;
import io.kubeferry.installer.site.Site;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class ConnectionTrialTest {
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Map<String, List<String>> asked = new ConcurrentHashMap<>();

    private Connections trial(Site site) {
        Map<String, ReadOnlyHost> hosts = new TreeMap<>();
        site.nodes().forEach(node -> hosts.put(node.name(), new Scripted(node.name())));
        return new ConnectionTrial(site, Samples.bare(site), Set.of(179), hosts).result();
    }

    private final class Scripted implements ReadOnlyHost {
        private final String name;

        private Scripted(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public CommandResult probe(Probe probe) {
            asked.put(name + " " + probe.name(), probe.arguments());
            return new CommandResult(0, answers.getOrDefault(name + " " + probe.name(), ""), "");
        }
    }

    @Test
    void everyNodeAsksEveryOtherOnTheOnesPortsAndListensOnItsOwn() {
        assertEquals(Connections.none(), trial(Samples.site()));
        assertEquals(List.of("6", "10.0.0.21:179", "10.0.0.21:10250", "10.0.0.21:10256"), asked.get("worker-1 listen"));
        List<String> fromWorker = asked.get("worker-1 connect");
        assertEquals("-", fromWorker.get(0));
        assertTrue(fromWorker.containsAll(List.of("10.0.0.11:2379", "10.0.0.12:6444", "10.0.0.13:5000")));
        assertEquals(1 + 3 * 8, fromWorker.size());
        assertEquals("10.0.0.10", asked.get("cp-2 connect").get(0));
    }

    @Test
    void tellsWhatWasNotReachedAndWhoHasTheVirtualAddress() {
        answers.put("cp-2 connect", "taken\t02:00:00:00:00:07\nreached\t10.0.0.11:5000\nfailed\t10.0.0.11:2380\n");
        Connections found = trial(Samples.site());
        assertEquals(List.of(new Attempt("cp-2", "cp-1", 2380)), found.failed());
        assertEquals(Optional.of("02:00:00:00:00:07"), found.endpointTakenBy());
    }

    @Test
    void blamesNoNetworkWhereNothingCouldListen() {
        answers.put("cp-1 listen", "untried\tsystemd-socket-activate is not there\n");
        answers.put("cp-2 connect", "failed\t10.0.0.11:2380\n");
        Connections found = trial(Samples.site());
        assertEquals(List.of(), found.failed());
        assertEquals(List.of("cp-1: systemd-socket-activate is not there"), found.untried());
    }

    @Test
    void asksAnEndpointThatIsNotOurs() {
        assertEquals(Optional.of(false), trial(Samples.site(Provider.EXTERNAL)).endpointAnswers());
        answers.put("cp-1 connect", "reached\t10.0.0.10:6443\n");
        assertEquals(Optional.of(true), trial(Samples.site(Provider.EXTERNAL)).endpointAnswers());
        assertEquals(Optional.empty(), trial(Samples.smallSite()).endpointAnswers());
    }
}
