package io.kubeferry.installer.cli;

import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.preflight.Remarks;
import io.kubeferry.installer.service.ExternalBalancer;
import io.kubeferry.installer.site.Site;
import io.kubeferry.installer.trial.Trials;

/** What is told beside a result, on standard error: it keeps nothing back. */
final class Advice {
    private Advice() {}

    static void tell(Target target, Facts facts, Trials trials, Terminal terminal) {
        Remarks.of(target, facts, trials)
                .forEach(remark ->
                        terminal.err().println("note: " + remark.toString().strip()));
        Site site = target.site();
        boolean onANode = site.nodes().stream()
                .anyMatch(node -> node.address().equals(site.endpoint().address()));
        if (!site.endpoint().provider().isOurs() && !onANode && !facts.cluster().exists()) {
            terminal.err()
                    .println("note: the endpoint " + site.endpoint().hostAndPort()
                            + " is served by something else. HAProxy there would be told:");
            ExternalBalancer.haproxy(site)
                    .lines()
                    .forEach(line -> terminal.err().println("| " + line));
        }
        terminal.err().flush();
    }
}
