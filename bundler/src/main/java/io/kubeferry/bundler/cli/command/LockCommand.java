package io.kubeferry.bundler.cli.command;

import io.kubeferry.bundler.cli.option.OutputOption;
import io.kubeferry.bundler.cli.option.SpecOptions;
import io.kubeferry.bundler.cli.output.Console;
import io.kubeferry.bundler.cli.output.Display;
import io.kubeferry.bundler.cli.report.ComparisonText;
import io.kubeferry.bundler.compare.Comparison;
import io.kubeferry.bundler.compare.Inventory;
import io.kubeferry.bundler.lock.Lock;
import io.kubeferry.bundler.lock.LockFile;
import io.kubeferry.manifests.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lock}. */
@Command(
        name = "lock",
        description =
                "Resolves the spec and pins everything in a lock beside it. Where there is a lock already, it says"
                        + " what changed.")
public final class LockCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private SpecOptions options;

    @Mixin
    private OutputOption output;

    @Option(
            names = "--update",
            paramLabel = "NAME",
            arity = "0..1",
            fallbackValue = "",
            description = "Resolve only this anew and keep the rest of the lock: an image (registry.k8s.io/pause:3.10,"
                    + " its name without the tag, or just 'pause'), a tool (containerd), a component (kubernetes,"
                    + " network, loadBalancer, an add-on's name). Can be given several times; without a name"
                    + " everything is resolved anew, as without the option.")
    private List<String> update;

    public LockCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Display display = options.display(console);
        Path file = options.lock();
        try (Workspace workspace = Workspace.open(options, console, display)) {
            boolean partly = update != null && !update.contains("");
            Optional<Lock> before = partly ? Optional.of(LockFile.read(file)) : earlier(file, display);
            Lock lock = partly
                    ? workspace.update(before.orElseThrow(), update, workspace.payload())
                    : workspace.resolve(workspace.payload());
            LockFile.write(file, lock);
            display.end();
            print(before.map(Inventory::of), Inventory.of(lock));
        }
        return 0;
    }

    /** A lock that cannot be read is replaced, not compared with. */
    private static Optional<Lock> earlier(Path file, Display display) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(LockFile.read(file));
        } catch (Failure e) {
            display.note("the lock that was there cannot be read, so nothing is said about what changed");
            return Optional.empty();
        }
    }

    private void print(Optional<Inventory> before, Inventory now) {
        Optional<Comparison> moved = before.map(found -> Comparison.of(found, now));
        if (output.json()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("lock", options.lock().toString());
            fields.put("images", now.images().size());
            fields.put("files", now.files().size());
            moved.ifPresent(
                    found -> fields.put("moved", ComparisonText.fields(found).map()));
            console.out().println(OutputOption.json(fields));
            return;
        }
        moved.ifPresent(found -> {
            ComparisonText.lines(found).forEach(console.out()::println);
            console.out().println(found.isEmpty() ? "nothing changed" : ComparisonText.carry(found));
        });
        console.out()
                .println("wrote " + options.lock() + ": " + now.images().size() + " images, "
                        + now.files().size() + " files");
    }
}
