package io.kubeferry.installer.cli;

import io.kubeferry.installer.desired.SiteNetwork;
import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.Observer;
import io.kubeferry.installer.host.Host;
import io.kubeferry.installer.host.Hosts;
import io.kubeferry.installer.plan.Plan;
import io.kubeferry.installer.run.ConsoleListener;
import io.kubeferry.installer.run.Contents;
import io.kubeferry.installer.run.RunLog;
import io.kubeferry.installer.run.Runner;
import io.kubeferry.installer.run.Values;
import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.Site;
import io.kubeferry.installer.trial.ConnectionTrial;
import io.kubeferry.installer.trial.Connections;
import io.kubeferry.installer.trial.DiskTrial;
import io.kubeferry.installer.trial.Trials;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.kubernetes.NetworkNeeds.NetworkPort;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** A site whose machines are all reached. */
final class SiteSession implements AutoCloseable {
    private static final int AT_ONCE = 16;

    private final Site site;
    private final Hosts hosts;
    private final Terminal terminal;
    private final int parallel;

    private SiteSession(Site site, Hosts hosts, Terminal terminal, int parallel) {
        this.site = site;
        this.hosts = hosts;
        this.terminal = terminal;
        this.parallel = parallel;
    }

    static SiteSession connect(Site site, Terminal terminal) {
        return connect(site, terminal, AT_ONCE);
    }

    /** Reaches every machine, and works on so many at once from then on. */
    static SiteSession connect(Site site, Terminal terminal, int parallel) {
        return new SiteSession(site, Hosts.connect(site, parallel), terminal, parallel);
    }

    Map<String, Host> hosts() {
        return hosts.all();
    }

    List<Host> controlPlanes() {
        return site.controlPlanes().stream()
                .map(Node::name)
                .map(hosts.all()::get)
                .toList();
    }

    List<Host> etcdNodes() {
        return site.etcdNodes().stream().map(Node::name).map(hosts.all()::get).toList();
    }

    /** Has the machines try out what looking does not show; takes some seconds. */
    Trials tryOut(Target target, Facts facts) {
        List<NetworkPort> ports = SiteNetwork.needsIfKnown(target).ports();
        Connections connections = new ConnectionTrial(site, facts, ports, hosts.all()).result();
        return new Trials(connections, new DiskTrial(site, facts, hosts.all()).result());
    }

    Facts observe() {
        return new Observer(
                        site,
                        parallel,
                        (node, units) -> terminal.err()
                                .println(node + ": waiting for what an earlier run began: " + String.join(", ", units)))
                .observe(hosts.all());
    }

    /**
     * Runs a plan.
     *
     * @param title what the run is, for its log
     */
    void run(Plan plan, Contents contents, RunLog log, String title) {
        Values values = Values.draw(new SecureRandom());
        ConsoleListener listener = new ConsoleListener(terminal.out(), terminal.interactive());
        Runner runner = new Runner(hosts.all(), contents, values, listener, log, Clock.systemUTC(), parallel);
        try (log) {
            log.note(title);
            Interruption.toldDuring(runner, plan, log, terminal);
        } catch (IOException e) {
            throw Failure.of(
                    ExitCode.ACTION_FAILED,
                    log.folder().toString(),
                    "the log of this run could not be finished: " + e.getMessage(),
                    "check the file system that it is on",
                    e);
        }
    }

    @Override
    public void close() {
        hosts.close();
    }
}
