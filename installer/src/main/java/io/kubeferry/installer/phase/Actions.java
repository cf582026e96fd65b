package io.kubeferry.installer.phase;

import io.kubeferry.installer.facts.NodeFacts;
import io.kubeferry.installer.kubeadm.KubeadmConfig;
import io.kubeferry.installer.plan.Action;
import io.kubeferry.installer.plan.Action.Await;
import io.kubeferry.installer.plan.Action.Run;
import io.kubeferry.installer.plan.PlannedFile;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The actions that several phases are made of. */
public final class Actions {
    /** For commands that only talk to systemd or change one thing of the machine. */
    public static final Duration SHORT = Duration.ofMinutes(1);
    /** For what waits for containers to start or stop. */
    public static final Duration LONG = Duration.ofMinutes(10);

    /** For an API that is slow or gone: an etcd without a leader, a control plane that is just starting. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final String ADMIN = "/etc/kubernetes/admin.conf";

    private Actions() {}

    /** A command of systemd. */
    public static Run systemctl(String describe, String... arguments) {
        return Run.of(describe, SHORT, prefixed(List.of("systemctl"), arguments));
    }

    /** Starts a service now and after every boot, with the binary and configuration that are there now. */
    public static List<Action> start(String unit) {
        return List.of(
                systemctl("read the units again", "daemon-reload"),
                systemctl("have " + unit + " started at boot", "enable", unit)
                        .undoneBy("systemctl", "disable", "--now", unit),
                systemctl("start " + unit, "restart", unit));
    }

    /**
     * Gives files the labels that SELinux' policy has for their paths; they may have come with those of the folder that they
     * were written in. Nothing where there is no SELinux.
     */
    public static List<Action> relabel(NodeFacts facts, List<PlannedFile> files) {
        boolean labelled = facts.machine().protection().hasSelinux()
                && facts.machine().system().programs().contains("restorecon");
        if (!labelled || files.isEmpty()) {
            return List.of();
        }
        List<String> argv = new ArrayList<>(List.of("restorecon", "-F"));
        files.forEach(file -> argv.add(file.path()));
        return List.of(Run.of("give these files SELinux' labels", SHORT, argv.toArray(String[]::new)));
    }

    /** A request to the cluster with the administrator's rights. */
    public static Run kubectl(String describe, Duration limit, String... arguments) {
        return Run.of(describe, limit, prefixed(List.of("kubectl", "--kubeconfig", ADMIN), arguments));
    }

    /**
     * A request to the cluster that is answered at once by an API that is ready; one that is not is waited for. Nothing that
     * follows a change, such as {@code wait} and {@code rollout}.
     */
    public static Run ask(String describe, String... arguments) {
        String[] patient = prefixed(List.of(Long.toString(PATIENCE.toSeconds())), arguments);
        return Run.of(describe, LONG, script("ask-api.sh", patient));
    }

    /** Asks again and again until a command succeeds. */
    public static Await await(String describe, Duration limit, String... argv) {
        return new Await(describe, List.of(argv), EVERY, limit);
    }

    /**
     * Waits until the API server on a node is ready. Its readiness includes a read from the etcd member on the same
     * machine, which needs a quorum: so that member is in and well, too.
     */
    public static Await awaitApiServer(String node, String address, int port) {
        return await(
                "wait until the API server of " + node + " and its etcd member are ready",
                LONG,
                "kubectl",
                "--kubeconfig",
                ADMIN,
                "--server",
                "https://" + address + ":" + port,
                "--request-timeout",
                "10s",
                "get",
                "--raw",
                "/readyz");
    }

    /**
     * Removes the result of a detached action that does not hold any more: a machine is begun with an init and joined
     * later, or the other way round, when it was lost in between.
     */
    public static List<Action> forgetResult(NodeFacts facts, String action) {
        String file = "/var/lib/kubeferry/actions/" + action + ".status";
        return facts.actions().containsKey(action)
                ? List.of(Run.of("forget the result of an earlier " + action, SHORT, "rm", "-f", "--", file))
                : List.of();
    }

    /** The command that takes a node out of its cluster. */
    public static String[] reset(KubernetesVersion version) {
        return new String[] {"kubeadm", "reset", "--force", "--cri-socket", KubeadmConfig.criSocket(version)};
    }

    /** A script that is a resource of this package, as an argument vector. */
    public static String[] script(String name, String... arguments) {
        return prefixed(List.of("sh", "-c", text(name), name), arguments);
    }

    /** A text that is a resource of this package. */
    public static String text(String name) {
        try (InputStream resource = Actions.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("the program lacks its resource " + name);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String[] prefixed(List<String> first, String... arguments) {
        List<String> argv = new ArrayList<>(first);
        argv.addAll(List.of(arguments));
        return argv.toArray(String[]::new);
    }
}
