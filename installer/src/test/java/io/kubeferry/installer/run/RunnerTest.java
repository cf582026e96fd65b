package io.kubeferry.installer.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.installer.GoldenFile;
import io.kubeferry.installer.host.CommandResult;
import io.kubeferry.installer.host.RecordingHost;
import io.kubeferry.installer.plan.Action;
import io.kubeferry.installer.plan.PhasePlan;
import io.kubeferry.installer.plan.PhasePlan.Order;
import io.kubeferry.installer.plan.Placeholder;
import io.kubeferry.installer.plan.Plan;
import io.kubeferry.installer.plan.PlannedFile;
import io.kubeferry.installer.plan.Step;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ManualClock clock = new ManualClock();
    private final Map<String, RecordingHost> hosts = new LinkedHashMap<>();
    private final StringWriter console = new StringWriter();
    private final Values values = Values.draw(new SecureRandom());

    @TempDir
    Path folder;

    private RunLog log;

    @BeforeEach
    void machines() {
        for (String name : List.of("cp-1", "cp-2", "worker-1")) {
            hosts.put(name, new RecordingHost(name));
        }
        log = RunLog.create(folder, "install", clock);
    }

    @Test
    void fillsSecretsInAndShowsThemNowhere() throws IOException {
        hosts.get("cp-1")
                .answer(
                        command -> command.startsWith("kubeadm"),
                        command -> new CommandResult(0, "joined with " + command, ""));
        Action join = Action.Run.of("join", MINUTE, "kubeadm", "join", "--token", Placeholder.JOIN_TOKEN.mark());
        Action config = new Action.Place(
                "write the configuration",
                List.of(new PlannedFile(
                        "/etc/kubeferry/kubeadm/join.yaml",
                        PlannedFile.SECRET,
                        new io.kubeferry.installer.plan.FileContent.Text(
                                "certificateKey: " + Placeholder.CERTIFICATE_KEY.mark() + "\n"))));

        run(phase("Join", Order.ONE_BY_ONE, Step.of("cp-1", config, join)));

        String command = hosts.get("cp-1").record().get(1);
        String file =
                new String(hosts.get("cp-1").files().get("/etc/kubeferry/kubeadm/join.yaml"), StandardCharsets.UTF_8);
        assertTrue(command.matches("run kubeadm join --token [a-z0-9]{6}\\.[a-z0-9]{16}"), command);
        assertTrue(file.matches("certificateKey: [0-9a-f]{64}\n"), file);
        String token = command.substring(command.lastIndexOf(' ') + 1);
        String key = file.substring(16, 80);
        for (String written : writtenAndShown()) {
            assertFalse(written.contains(token), written);
            assertFalse(written.contains(key), written);
        }
        assertTrue(Files.readString(log.commands()).contains("--token <join-token>"));
    }

    @Test
    void handsOnWhatWasCaptured() {
        hosts.get("cp-1").answer("openssl", 0, " sha256:abc\n", "");
        Action capture = new Action.Capture("read the CA", List.of("openssl"), MINUTE, Placeholder.CA_CERT_HASH);
        Action use = Action.Run.of("join", MINUTE, "kubeadm", "join", Placeholder.CA_CERT_HASH.mark());

        run(
                phase("Init", Order.ONE_BY_ONE, Step.of("cp-1", capture)),
                phase("Join", Order.ONE_BY_ONE, Step.of("cp-2", use)));

        assertEquals(List.of("run kubeadm join sha256:abc"), hosts.get("cp-2").record());
    }

    @Test
    void writesTheUndoDownBeforeTheChange() {
        Action off = Action.Run.of("turn swap off", MINUTE, "swapoff", "-a").undoneBy("swapon", "-a");

        run(phase("PrepareMachines", Order.ALL_NODES, Step.of("cp-1", off)));

        assertEquals(
                List.of("undo swapon -a", "run swapoff -a"), hosts.get("cp-1").record());
    }

    @Test
    void asksAgainUntilItIsSo() {
        AtomicInteger tries = new AtomicInteger();
        hosts.get("cp-1")
                .answer(
                        command -> command.startsWith("curl"),
                        command -> new CommandResult(tries.incrementAndGet() < 4 ? 7 : 0, "", "refused"));

        run(phase("Endpoint", Order.ONE_BY_ONE, Step.of("cp-1", await())));

        assertEquals(4, tries.get());
    }

    @Test
    void givesUpWaitingAfterTheLimit() {
        hosts.get("cp-1").answer("curl", 7, "", "connection refused");

        Failure failure =
                assertThrows(Failure.class, () -> run(phase("Endpoint", Order.ONE_BY_ONE, Step.of("cp-1", await()))));

        assertEquals(ExitCode.ACTION_FAILED, failure.exitCode());
        assertTrue(failure.getMessage().contains("for 60 s"), failure.getMessage());
        assertTrue(failure.getMessage().contains("connection refused"), failure.getMessage());
        assertEquals(6, hosts.get("cp-1").record().size());
    }

    @Test
    void saysWhatFailedAlsoWhereTheReasonCannotBeRead() {
        hosts.get("cp-2")
                .answer("kubeadm join", 1, "", "error: nobody answers\n")
                .answer("ask"::equals, command -> {
                    throw new RecordingHost.ConnectionLost();
                });
        Action join = Action.Run.of("join", MINUTE, "kubeadm", "join").explainedBy("ask");

        Failure failure = assertThrows(
                Failure.class, () -> run(phase("JoinControlPlanes", Order.ONE_BY_ONE, Step.of("cp-2", join))));

        assertEquals(ExitCode.ACTION_FAILED, failure.exitCode());
        assertTrue(failure.getMessage().contains("nobody answers"), failure.getMessage());
        assertTrue(failure.getMessage().contains("could not be read: connection reset"), failure.getMessage());
    }

    @Test
    void saysWhatFailedWhereAndWhatIsDoneAlready() {
        hosts.get("cp-2").answer("kubeadm join", 1, "[preflight]\n", "error: etcd is not healthy\n");
        hosts.get("cp-2").answer("ask the kubelet", 0, "etcd-cp-2: no image\n", "");
        Action join = Action.Run.of("join the control plane", MINUTE, "kubeadm", "join")
                .detached("join")
                .explainedBy("ask", "the", "kubelet");

        Failure failure = assertThrows(
                Failure.class,
                () -> run(
                        phase("PrepareMachines", Order.ALL_NODES, step("cp-1"), step("cp-2"), step("worker-1")),
                        phase("JoinControlPlanes", Order.ONE_BY_ONE, Step.of("cp-2", join), step("worker-1"))));

        assertEquals(ExitCode.ACTION_FAILED, failure.exitCode());
        GoldenFile.check("run/failure.txt", failure.getMessage().replace(folder.toString(), "LOGS") + "\n");
        assertEquals(1, hosts.get("worker-1").record().size());
    }

    @Test
    void letsOtherNodesFinishTheirSteps() {
        hosts.get("cp-1").answer("true", 1, "", "");
        Action slow = Action.Run.of("something", MINUTE, "echo", "1");

        assertThrows(
                Failure.class,
                () -> runAtOnce(
                        3,
                        phase(
                                "PrepareMachines",
                                Order.ALL_NODES,
                                step("cp-1"),
                                Step.of("worker-1", slow, slow, slow),
                                Step.of("cp-1", slow))));

        assertFalse(hosts.get("cp-1").record().contains("run echo 1"));
        int begun = hosts.get("worker-1").record().size();
        assertTrue(begun == 0 || begun == 3, "begun and not finished: " + begun);
    }

    /** What place.sh says on such a node is tried in the lab, on a file system that is really full. */
    @Test
    void saysWhereADiskIsFullAndHowMuchWasToGoThere() {
        hosts.get("cp-2")
                .answer(
                        "place /usr/local/bin/kubelet",
                        2,
                        "",
                        "tar: usr/local/bin/.kubelet.kubeferry-new: Wrote only 512 of 10240 bytes: No space left on device\n"
                                + "the file system at /usr is full: 0 of 2048000 KiB are free\n");
        Action place = new Action.Place(
                "kubeadm and kubelet", List.of(PlannedFile.text("/usr/local/bin/kubelet", "x".repeat(3 << 20))));

        Failure failure = assertThrows(
                Failure.class, () -> run(phase("InstallKubernetesTools", Order.ONE_BY_ONE, Step.of("cp-2", place))));

        assertEquals(ExitCode.ACTION_FAILED, failure.exitCode());
        assertEquals("""
                cp-2: InstallKubernetesTools: 'kubeadm and kubelet' ended with exit code 2
                  command: (place 1 files of 3.0 MiB in all)
                  last lines:
                    tar: usr/local/bin/.kubelet.kubeferry-new: Wrote only 512 of 10240 bytes: No space left on device
                    the file system at /usr is full: 0 of 2048000 KiB are free
                  -> correct what the last lines name, then run the same command again: it continues with what is missing""", failure.problems().get(0).toString());
    }

    @Test
    void tellsALostConnectionFromAFailedCommand() {
        hosts.get("cp-2").answer(command -> true, command -> {
            throw new RecordingHost.ConnectionLost();
        });
        Action init = Action.Run.of("kubeadm init", MINUTE, "kubeadm", "init").detached("init");

        Failure failure =
                assertThrows(Failure.class, () -> run(phase("Init", Order.ONE_BY_ONE, Step.of("cp-2", init))));

        assertEquals(ExitCode.NODE_UNREACHABLE, failure.exitCode());
        assertTrue(failure.getMessage().contains("goes on there as the unit kubeferry-init"), failure.getMessage());
    }

    @Test
    void tellsAWholeRun() {
        hosts.values()
                .forEach(host -> host.answer(command -> true, command -> {
                    clock.advance(Duration.ofMillis(1250));
                    return new CommandResult(0, "", "");
                }));
        Action place = new Action.Place(
                "place 2 files",
                List.of(PlannedFile.text("/etc/a", "a".repeat(3000)), PlannedFile.text("/etc/b", "b")));
        Action join = Action.Run.of("join with " + Placeholder.JOIN_TOKEN.mark(), MINUTE, "kubeadm", "join");

        run(
                phase("PrepareMachines", Order.ALL_NODES, step("cp-1"), step("cp-2"), step("worker-1")),
                phase("InstallRuntime", Order.ALL_NODES, Step.of("cp-1", place)),
                phase("JoinControlPlanes", Order.ONE_BY_ONE, Step.of("cp-1", join), Step.of("cp-2", join)));

        GoldenFile.check("run/run.txt", console.toString());
    }

    @Test
    void leavesAnAuditLogThatHoldsTogetherAndAReportThatNamesItsEnd() throws IOException {
        run(phase("PrepareMachines", Order.ALL_NODES, step("cp-1"), step("cp-2")));

        Path audit = log.folder().resolve("audit.jsonl");
        String last = AuditLog.verify(audit).orElseThrow().toString();
        assertTrue(Files.readString(log.folder().resolve("report.txt")).contains(last));

        List<String> lines = Files.readAllLines(audit);
        Files.write(audit, List.of(lines.get(0).replace("cp-1", "cp-9"), lines.get(1), lines.get(2)));
        assertEquals(Optional.empty(), AuditLog.verify(audit));
        Files.write(audit, List.of(lines.get(0), lines.get(2)));
        assertEquals(Optional.empty(), AuditLog.verify(audit));
        Files.write(audit, lines.subList(0, 2));
        assertFalse(AuditLog.verify(audit).orElseThrow().toString().equals(last));
    }

    private void run(PhasePlan... phases) {
        runAtOnce(1, phases);
    }

    private void runAtOnce(int nodes, PhasePlan... phases) {
        RunListener listener = new ConsoleListener(new PrintWriter(console), false);
        new Runner(hosts, new TextContents(), values, listener, log, clock, clock::advance, nodes)
                .run(new Plan(List.of(phases)));
    }

    private List<String> writtenAndShown() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            List<String> texts = new java.util.ArrayList<>(List.of(console.toString(), values.toString()));
            for (Path each : all) {
                texts.add(Files.readString(each));
            }
            return texts;
        }
    }

    private static Action await() {
        return new Action.Await("wait for the endpoint", List.of("curl", "-k"), Duration.ofSeconds(10), MINUTE);
    }

    private static Step step(String node) {
        return Step.of(node, Action.Run.of("load the modules", MINUTE, "true"));
    }

    private static PhasePlan phase(String name, Order order, Step... steps) {
        return new PhasePlan(name, order, List.of(steps));
    }
}
