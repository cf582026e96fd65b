package io.kubeferry.installer.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.installer.Samples;
import io.kubeferry.installer.host.CommandResult;
import io.kubeferry.installer.host.Probe;
import io.kubeferry.installer.host.ReadOnlyHost;
import io.kubeferry.installer.site.ControlPlaneEndpoint.Provider;
import io.kubeferry.installer.site.Site;
import io.kubeferry.installer.trial.Connections.Attempt;
import io.kubeferry.manifests.kubernetes.NetworkNeeds.NetworkPort;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ConnectionTrialTest {
    private static final List<NetworkPort> PORTS =
            List.of(new NetworkPort("tcp", 179, "routes"), new NetworkPort("udp", 8472, "packets"));

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Map<String, List<String>> asked = new ConcurrentHashMap<>();

    private Connections trial(Site site) {
        Map<String, ReadOnlyHost> hosts = new TreeMap<>();
        site.nodes().forEach(node -> hosts.put(node.name(), new Scripted(node.name())));
        return new ConnectionTrial(site, Samples.bare(site), PORTS, hosts).result();
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
        everybodyHears(8472);
        assertEquals(Connections.none(), trial(Samples.site()));
        assertEquals(
                List.of("6", "tcp:10.0.0.21:10250", "tcp:10.0.0.21:10256", "tcp:10.0.0.21:179", "udp:10.0.0.21:8472"),
                asked.get("worker-1 listen"));
        List<String> fromWorker = asked.get("worker-1 connect");
        assertEquals(List.of("worker-1", "-"), fromWorker.subList(0, 2));
        assertTrue(fromWorker.containsAll(
                List.of("tcp:10.0.0.11:2379", "tcp:10.0.0.12:6444", "tcp:10.0.0.13:5000", "udp:10.0.0.12:8472")));
        assertEquals(2 + 3 * 9, fromWorker.size());
        assertEquals("10.0.0.10", asked.get("cp-2 connect").get(1));
    }

    @Test
    void tellsWhatWasNotReachedAndWhoHasTheVirtualAddress() {
        answers.put(
                "cp-2 connect", "taken\t02:00:00:00:00:07\nreached\ttcp:10.0.0.11:5000\nfailed\ttcp:10.0.0.11:2380\n");
        everybodyHears(8472);
        Connections found = trial(Samples.site());
        assertEquals(List.of(new Attempt("cp-2", "cp-1", "tcp", 2380)), found.failed());
        assertEquals(Optional.of("02:00:00:00:00:07"), found.endpointTakenBy());
    }

    @Test
    void blamesNoNetworkWhereNothingCouldListen() {
        everybodyHears(8472);
        answers.put("cp-1 listen", "untried\tsystemd-socket-activate is not there\n");
        answers.put("cp-2 connect", "failed\ttcp:10.0.0.11:2380\n");
        Connections found = trial(Samples.site());
        assertEquals(List.of(), found.failed());
        assertEquals(List.of("cp-1: systemd-socket-activate is not there"), found.untried());
    }

    @Test
    void asksAnEndpointThatIsNotOurs() {
        assertEquals(Optional.of(false), trial(Samples.site(Provider.EXTERNAL)).endpointAnswers());
        answers.put("cp-1 connect", "reached\ttcp:10.0.0.10:6443\n");
        assertEquals(Optional.of(true), trial(Samples.site(Provider.EXTERNAL)).endpointAnswers());
        assertEquals(Optional.empty(), trial(Samples.smallSite()).endpointAnswers());
    }

    @Test
    void tellsWhoWasNotHeardOverUdp() {
        everybodyHears(8472);
        answers.put("cp-3 listen", "heard\t8472\tcp-1\nheard\t8472\tcp-2\n");
        assertEquals(
                List.of(new Attempt("worker-1", "cp-3", "udp", 8472)),
                trial(Samples.site()).failed());
        answers.put("worker-1 connect", "untried\tbash is not there\n");
        assertEquals(List.of(), trial(Samples.site()).failed());
    }

    @Test
    void asksAnEtcdThatSomebodyElseKeeps() {
        Site site = Samples.siteWithExistingEtcd();
        everybodyHears(8472);
        answers.put("cp-1 connect", "failed\ttcp:192.0.2.31:2379\n");
        assertEquals(
                List.of(new Attempt("cp-1", "192.0.2.31", "tcp", 2379)),
                trial(site).failed());
        assertTrue(asked.get("cp-1 connect").contains("tcp:192.0.2.31:2379"));
    }

    @Test
    void takesTheNinetyNinthOfAHundredWrites() {
        StringBuilder said = new StringBuilder();
        for (int i = 1; i <= 200; i++) {
            said.append("write\t").append(i <= 197 ? "0.001" : "0.0" + i).append('\n');
        }
        DiskSpeeds speeds = DiskTrial.read(Map.of("cp-1", said.toString(), "cp-2", "untried\tdd is not there\n"));
        assertEquals(Map.of("cp-1", Duration.ofNanos(19_800_000)), speeds.slowest());
        assertEquals(List.of("cp-2: dd is not there"), speeds.untried());
    }

    /** Every listener says that it has heard everybody. */
    private void everybodyHears(int port) {
        List<String> names = List.of("cp-1", "cp-2", "cp-3", "worker-1");
        String all = names.stream()
                .map(name -> "heard\t" + port + "\t" + name + "\n")
                .collect(Collectors.joining());
        names.forEach(name -> answers.put(name + " listen", all));
    }
}
