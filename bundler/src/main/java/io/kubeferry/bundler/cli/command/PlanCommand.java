package io.kubeferry.bundler.cli.command;

import io.kubeferry.bundler.build.BundleBuild;
import io.kubeferry.bundler.build.BundlePlan;
import io.kubeferry.bundler.build.Cached;
import io.kubeferry.bundler.build.FreeSpace;
import io.kubeferry.bundler.build.Leftovers;
import io.kubeferry.bundler.build.Survey;
import io.kubeferry.bundler.cli.option.BundleOption;
import io.kubeferry.bundler.cli.option.OutputOption;
import io.kubeferry.bundler.cli.option.SpecOptions;
import io.kubeferry.bundler.cli.output.ByteCount;
import io.kubeferry.bundler.cli.output.Console;
import io.kubeferry.bundler.cli.output.Display;
import io.kubeferry.bundler.cli.report.PlanText;
import io.kubeferry.bundler.local.Payload;
import io.kubeferry.bundler.lock.Lock;
import io.kubeferry.bundler.lock.Request;
import io.kubeferry.manifests.bundle.UpgradeNotes;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plan}. */
@Command(name = "plan", description = "Says what a build would fetch and how much space it needs; fetches no content.")
public final class PlanCommand implements Callable<Integer> {
    private static final long SMALLEST_MEDIA = 1_000_000;

    private final Console console;

    @Mixin
    private SpecOptions options;

    @Mixin
    private BundleOption bundle;

    @Mixin
    private OutputOption output;

    @Option(names = "--locked", description = "Plan what the lock says instead of resolving anew.")
    private boolean locked;

    @Option(
            names = "--media-size",
            paramLabel = "SIZE",
            description = "The size of the media that the bundle is carried on, such as 4.7GB: says how many it takes.")
    private String mediaSize;

    public PlanCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Display display = options.display(console);
        try (Workspace workspace = Workspace.open(options, console, display)) {
            Pending<Payload> payload = workspace.payload();
            Lock lock = locked ? workspace.locked(options.lock(), payload) : workspace.resolve(payload);
            Path out = bundle.file(lock);
            BundlePlan plan = workspace.plan(lock, payload.get());
            Cached cached = workspace.cache()::has;
            Leftovers left = BundleBuild.leftovers(plan, out);
            display.end();
            print(new PlanText(
                    lock,
                    Survey.of(lock, cached),
                    out,
                    plan.size(),
                    plan.localBytes(),
                    left.bytes(),
                    plan.bytesToFetch(cached, left),
                    FreeSpace.real().in(out.toAbsolutePath().getParent()),
                    media(),
                    notes(workspace.request(), lock)));
        }
        return 0;
    }

    private OptionalLong media() {
        if (mediaSize == null) {
            return OptionalLong.empty();
        }
        try {
            long size = ByteCount.parse(mediaSize);
            if (size < SMALLEST_MEDIA) {
                throw new IllegalArgumentException("'" + mediaSize + "' is less than a megabyte");
            }
            return OptionalLong.of(size);
        } catch (IllegalArgumentException e) {
            throw Failure.of(ExitCode.USAGE, "--media-size", e.getMessage(), "write it such as 4.7GB", e);
        }
    }

    private static List<String> notes(Request request, Lock lock) {
        List<String> notes = new ArrayList<>(request.notes());
        lock.untested().forEach(each -> notes.add("untested: " + each));
        notes.addAll(UpgradeNotes.of(lock.upgradeFrom(), lock.kubernetes()));
        return notes;
    }

    private void print(PlanText plan) {
        if (output.json()) {
            console.out().println(OutputOption.json(plan.fields()));
        } else {
            plan.lines().forEach(console.out()::println);
        }
    }
}
