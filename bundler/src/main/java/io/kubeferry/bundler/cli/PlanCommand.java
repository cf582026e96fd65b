package io.kubeferry.bundler.cli;

import io.kubeferry.bundler.build.BundleBuild;
import io.kubeferry.bundler.build.BundlePlan;
import io.kubeferry.bundler.build.BundlePlanner;
import io.kubeferry.bundler.build.FreeSpace;
import io.kubeferry.bundler.local.Payload;
import io.kubeferry.bundler.lock.Lock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plan}. */
@Command(name = "plan", description = "Says what a build would fetch and how much space it needs; fetches no content.")
final class PlanCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private SpecOptions options;

    @Mixin
    private BundleOption bundle;

    @Mixin
    private OutputOption output;

    @Option(names = "--locked", description = "Plan what the lock says instead of resolving anew.")
    private boolean locked;

    PlanCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        ProgressDisplay display = ProgressDisplay.on(console);
        try (Workspace workspace = Workspace.open(options, console, display)) {
            Pending<Payload> payload = workspace.payload();
            Lock lock = locked ? workspace.locked(options.lock(), payload) : workspace.resolve(payload);
            Path out = bundle.file(lock);
            BundlePlan plan = BundlePlanner.plan(lock, payload.get());
            display.end();
            print(lock, plan, out);
        }
        return 0;
    }

    private void print(Lock lock, BundlePlan plan, Path out) throws IOException {
        long held = BundleBuild.held(plan, out);
        long free = FreeSpace.real().in(out.toAbsolutePath().getParent());
        if (output.json()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("bundle", out.toString());
            fields.put("images", lock.images().size());
            fields.put("files", lock.files().size());
            fields.put("entries", plan.parts().size());
            fields.put("size", plan.size());
            fields.put("remoteBytes", plan.remoteBytes());
            fields.put("localBytes", plan.localBytes());
            fields.put("keptBytes", held);
            fields.put("freeBytes", free);
            console.out().println(OutputOption.json(fields));
            return;
        }
        console.out().println("bundle    " + out + ", " + ByteCount.of(plan.size()));
        console.out()
                .println("carries   " + lock.images().size() + " images, "
                        + lock.files().size() + " files, "
                        + lock.target().version() + " for " + lock.platforms());
        console.out()
                .println("to fetch  " + ByteCount.of(plan.remoteBytes()) + " at most; " + ByteCount.of(held)
                        + " are there from an earlier run");
        console.out().println("from here " + ByteCount.of(plan.localBytes()) + ": installer and Java runtime");
        console.out()
                .println("disk      " + ByteCount.of(Math.max(plan.size() - held, 0)) + " needed, " + ByteCount.of(free)
                        + " free");
    }
}
