package io.kubeferry.installer.cli;

import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.desired.TargetReader;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.plan.PhasePlan;
import io.kubeferry.installer.plan.Plan;
import io.kubeferry.installer.plan.PlanText;
import io.kubeferry.installer.preflight.Preflight;
import io.kubeferry.installer.procedure.InstallPhases;
import io.kubeferry.installer.run.AuthorityOnNodes;
import io.kubeferry.installer.run.BundleContents;
import io.kubeferry.installer.run.RunLog;
import io.kubeferry.installer.site.Site;
import io.kubeferry.installer.trial.Trials;
import io.kubeferry.manifests.bundle.SignedBundle;
import io.kubeferry.manifests.bundle.VerifiedBundle;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.failure.Problem;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        sortOptions = false,
        name = "install",
        description =
                "Brings the site to what its file and the bundle say: registries, control planes, network, workers.",
        footer = {
            "",
            "Verifies the bundle, looks at all nodes, prints the plan, asks, and runs it. Run again after",
            "any failure, it continues; on a finished cluster it has nothing to do."
        })
final class InstallCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private BundleOptions bundle;

    @Mixin
    private SiteOption site;

    @Mixin
    private RunOptions options;

    InstallCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        options.checkThatSomebodyCanAnswer(terminal);
        Site described = site.read();
        try (SignedBundle signed = bundle.open()) {
            VerifiedBundle verified = bundle.verify(signed, terminal);
            Target target = TargetReader.read(described, verified);
            try (SiteSession session = SiteSession.connect(described, terminal, site.parallel())) {
                install(target, verified, session);
            }
        }
        return 0;
    }

    private void install(Target target, VerifiedBundle verified, SiteSession session) {
        Facts facts = session.observe();
        OtherRelease.refuse(target, facts);
        Preflight.requirePlannable(target, facts);
        Plan plan = InstallPhases.plan(target, facts);
        if (!plan.isEmpty()) {
            refuseWhatPreflightFinds(target, facts, session.tryOut(target, facts));
            run(plan, target, verified, session);
            checkThatNothingIsLeft(InstallPhases.plan(target, session.observe()));
        }
        terminal.out()
                .println("site " + target.site().name() + " runs Kubernetes "
                        + target.kubernetes().version() + " on "
                        + target.site().nodes().size() + " nodes, endpoint https://"
                        + target.site().endpoint().hostAndPort()
                        + (plan.isEmpty() ? "; there was nothing to do" : ""));
    }

    private void refuseWhatPreflightFinds(Target target, Facts facts, Trials trials) {
        Advice.tell(target, facts, trials, terminal);
        List<Problem> problems = Preflight.problems(target, facts, trials);
        if (!problems.isEmpty()) {
            throw Failure.of(ExitCode.PREFLIGHT_FAILED, problems);
        }
    }

    private void run(Plan plan, Target target, VerifiedBundle verified, SiteSession session) {
        terminal.out().print(PlanText.of(plan));
        terminal.out().flush();
        options.confirm(
                terminal, "This changes the machines of site " + target.site().name() + ".", "yes");
        RunLog log = options.newLog("install");
        terminal.out().println("log: " + log.folder());
        SecureRandom random = new SecureRandom();
        String site = target.site().name();
        session.run(
                plan,
                new BundleContents(
                        verified,
                        new AuthorityOnNodes(site, session.controlPlanes(), random),
                        AuthorityOnNodes.ofEtcd(site, session.etcdNodes(), random)),
                log,
                "install " + verified.manifest().title() + " on site " + site);
    }

    private static void checkThatNothingIsLeft(Plan rest) {
        if (!rest.isEmpty()) {
            String phases = String.join(
                    ", ", rest.phases().stream().map(PhasePlan::phase).toList());
            throw Failure.of(
                    ExitCode.CLUSTER_NOT_HEALTHY,
                    "",
                    "everything was done, but the site is not what it should be: " + phases + " would be done again",
                    "look at 'installer status', then run the same command again");
        }
    }
}
